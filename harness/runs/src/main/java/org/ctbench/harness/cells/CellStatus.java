package org.ctbench.harness.cells;

import java.io.IOException;
import java.util.Optional;

/**
 * What would become of a cell, and why.
 *
 * @param cell the cell
 * @param state its state
 * @param why in words
 * @param record its record, if it is there and can be trusted
 */
public record CellStatus(Cell cell, State state, String why, Optional<CellRecord> record) {
    /** What would become of a cell. */
    public enum State {
        /** Its result is there. */
        FINISHED("finished"),
        /** It failed, or needs one that did, and would fail again. */
        FAILED("failed"),
        /** It goes on from a checkpoint. */
        GOES_ON("goes on"),
        /** It is computed from the start. */
        RUNS("runs"),
        /** It was not asked for. */
        LEFT_OUT("left out");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** For people. */
        public String word() {
            return word;
        }
    }

    /**
     * Looks at a cell and its files.
     *
     * @param attempts failed ones after which it is not tried again
     */
    public static CellStatus of(Cell cell, CellStore store, int attempts) throws IOException {
        Optional<String> obstacle = store.obstacle(cell, attempts);
        if (obstacle.isPresent()) {
            return new CellStatus(cell, State.FAILED, obstacle.get(), Optional.empty());
        }
        CellStore.Found found = store.find(cell);
        if (found.record().isPresent()) {
            CellRecord record = found.record().get();
            String why = record.result().failure().map(Divergence::text).orElse("its result exists");
            return new CellStatus(cell, record.succeeded() ? State.FINISHED : State.FAILED, why, found.record());
        }
        if (found.damage().isPresent()) {
            return runs(cell, found.damage().get());
        }
        Optional<Long> progress = store.progress(cell);
        if (progress.isPresent()) {
            String why = "from image " + progress.get() + " of " + cell.images();
            return new CellStatus(cell, State.GOES_ON, why, Optional.empty());
        }
        Optional<CellRecord> other = store.latest(cell.name());
        return runs(
                cell,
                other.map(r -> Inputs.differences(cell.inputs(), r.inputs())).orElse("never run in this folder"));
    }

    private static CellStatus runs(Cell cell, String why) {
        return new CellStatus(cell, State.RUNS, why, Optional.empty());
    }

    /** The same cell, which needs one that failed. */
    public CellStatus needing(CellName failed) {
        return new CellStatus(cell, State.FAILED, "it needs " + failed + ", which has no result", Optional.empty());
    }

    /** The same cell, not asked for. */
    public CellStatus leftOut() {
        return new CellStatus(cell, State.LEFT_OUT, "not asked for", Optional.empty());
    }
}
