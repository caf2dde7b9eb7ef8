package org.ctbench.harness.run;

import java.util.List;
import org.ctbench.harness.cells.CellStatus;

/**
 * What a run would do.
 *
 * @param cells all cells of the plan, in order
 * @param generated slices that it would generate first; 0 if the images are there
 * @param digests whether the digests of the cells are known: images are read for them only where an earlier run may have left
 *     results
 */
public record DryRun(List<CellStatus> cells, long generated, boolean digests) {
    public DryRun {
        cells = List.copyOf(cells);
    }
}
