package org.ctbench.models.exact;

import java.util.Arrays;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.Workers;

/**
 * Factors of columns in panels {@code [panel, term, 64]}: what a band reads lies in one piece. Places of the last panel that
 * belong to no column hold 0.
 */
final class Panels {
    private static final int PANEL = TileKernel.PANEL;

    /** Terms of a part, and terms that are transposed together. */
    private static final int TERMS = 512;

    private static final int STEP = 32;

    private final Pool pool;
    private final Workers workers;

    Panels(Pool pool, Workers workers) {
        this.pool = pool;
        this.workers = workers;
    }

    static int count(int columns) {
        return (columns + PANEL - 1) / PANEL;
    }

    /** Of a matrix {@code [terms, columns]}, in new memory. */
    Block of(float[] matrix, int terms, int columns) {
        int panels = count(columns);
        Block packed = pool.take(panels * terms * PANEL);
        float[] to = HeapBlock.values(packed);
        workers.overParts(panels, packed.size(), (panel, scratch) -> {
            int width = Math.min(PANEL, columns - panel * PANEL);
            int at = panel * terms * PANEL;
            for (int q = 0; q < terms; q++, at += PANEL) {
                System.arraycopy(matrix, q * columns + panel * PANEL, to, at, width);
                Arrays.fill(to, at + width, at + PANEL, 0);
            }
        });
        return packed;
    }

    /** Of a transposed matrix {@code [columns, terms]}, in new memory. */
    Block ofTransposed(float[] matrix, int terms, int columns) {
        Block packed = pool.take(count(columns) * terms * PANEL);
        float[] to = HeapBlock.values(packed);
        int parts = (terms + TERMS - 1) / TERMS;
        workers.overParts(count(columns) * parts, packed.size(), (part, scratch) -> {
            int panel = part / parts;
            int first = part % parts * TERMS;
            int count = Math.min(TERMS, terms - first);
            int width = Math.min(PANEL, columns - panel * PANEL);
            int from = panel * PANEL * terms + first;
            transpose(matrix, from, terms, to, (panel * terms + first) * PANEL, count, width);
        });
        return packed;
    }

    /** Turns {@code width} rows of {@code count} elements into {@code count} rows of {@value TileKernel#PANEL} places. */
    static void transpose(float[] from, int start, int pitch, float[] to, int at, int count, int width) {
        for (int first = 0; first < count; first += STEP) {
            int last = Math.min(count, first + STEP);
            for (int c = 0; c < width; c++) {
                int row = start + c * pitch;
                for (int q = first; q < last; q++) {
                    to[at + q * PANEL + c] = from[row + q];
                }
            }
        }
        if (width < PANEL) {
            for (int q = 0; q < count; q++) {
                Arrays.fill(to, at + q * PANEL + width, at + (q + 1) * PANEL, 0);
            }
        }
    }
}
