package org.ctbench.harness.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.check.PinChoice.Pinned;

/**
 * A model on a set with what its run says of the metrics to pin.
 *
 * @param pinned the model on the set
 * @param patients number of patients; empty where they are unknown
 * @param cells a cell for each metric
 */
record PinnedResults(Pinned pinned, Optional<Integer> patients, List<Cell> cells) {
    PinnedResults {
        Objects.requireNonNull(pinned, "pinned");
        Objects.requireNonNull(patients, "patients");
        cells = List.copyOf(cells);
    }

    /** A metric and its cell of the baseline. */
    record Cell(PinnedMetric metric, PinnedCell cell) {
        Cell {
            Objects.requireNonNull(metric, "metric");
            Objects.requireNonNull(cell, "cell");
        }
    }

    /** The cells of the baseline. */
    List<PinnedCell> pinnedCells() {
        return cells.stream().map(Cell::cell).toList();
    }

    /** The same with the metrics alone that can fall by more than their margin. */
    PinnedResults whatCanFall() {
        return new PinnedResults(
                pinned,
                patients,
                cells.stream().filter(one -> one.cell().canFall()).toList());
    }

    /** The other metrics, as in {@code maskrcnn on lesions, map is 0.005}. */
    List<String> withinMargin() {
        return cells.stream()
                .map(Cell::cell)
                .filter(cell -> !cell.canFall())
                .map(cell -> pinned.name() + ", " + cell.metric() + " is "
                        + cell.unit().value(cell.mean()))
                .toList();
    }
}
