package org.ctbench.harness.watch;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Time until all cells are done. As many cells as run now are taken to run at once until the end, each as fast as it was
 * measured while they did.
 *
 * @param seconds of the cells whose speed is known; empty if there is something to do and no such cell
 * @param unmeasured cells to do whose speed is not known
 */
record TimeLeft(OptionalDouble seconds, int unmeasured) {
    static TimeLeft of(List<CellState> cells) {
        double sum = 0;
        double longest = 0;
        int measured = 0;
        int unmeasured = 0;
        int running = 0;
        for (CellState cell : cells) {
            if (!isToDo(cell.state())) {
                continue;
            }
            running += cell.state() == CellState.State.RUNNING ? 1 : 0;
            if (cell.secondsLeft().isPresent()) {
                measured++;
                sum += cell.secondsLeft().getAsDouble();
                longest = Math.max(longest, cell.secondsLeft().getAsDouble());
            } else {
                unmeasured++;
            }
        }
        boolean known = measured > 0 || unmeasured == 0;
        double seconds = Math.max(longest, sum / Math.max(1, running));
        return new TimeLeft(known ? OptionalDouble.of(seconds) : OptionalDouble.empty(), unmeasured);
    }

    static boolean isToDo(CellState.State state) {
        return state == CellState.State.RUNNING
                || state == CellState.State.INTERRUPTED
                || state == CellState.State.PLANNED;
    }
}
