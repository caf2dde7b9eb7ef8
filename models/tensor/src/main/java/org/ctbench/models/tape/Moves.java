package org.ctbench.models.tape;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Loops;
import org.ctbench.models.memory.Workers;

/** Loops that move elements between blocks. */
final class Moves {
    /** Rows and columns of a tile of a transposition. */
    private static final int TILE = 64;

    private final Workers workers;

    Moves(Workers workers) {
        this.workers = workers;
    }

    /**
     * Rows chosen from a matrix.
     *
     * @param chosen their indices
     * @param rows of the matrix
     * @param width elements of a row
     */
    record Rows(int[] chosen, int rows, int width) {
        int stretches() {
            return (width + Workers.CHUNK - 1) / Workers.CHUNK;
        }

        /**
         * Where each row of the matrix was chosen, in order: the places of row {@code r} are {@code order[start[r]]} to
         * {@code order[start[r + 1] - 1]}.
         */
        Places places() {
            int[] start = new int[rows + 1];
            for (int row : chosen) {
                start[row + 1]++;
            }
            for (int row = 0; row < rows; row++) {
                start[row + 1] += start[row];
            }
            int[] next = start.clone();
            int[] order = new int[chosen.length];
            for (int place = 0; place < chosen.length; place++) {
                order[next[chosen[place]]++] = place;
            }
            return new Places(start, order);
        }
    }

    private record Places(int[] start, int[] order) {}

    /**
     * A pile of matrices of one size.
     *
     * @param count of matrices
     * @param rows of each
     * @param columns of each
     */
    record Matrices(int count, int rows, int columns) {
        Matrices transposed() {
            return new Matrices(count, columns, rows);
        }
    }

    void take(Block x, Rows rows, Block out) {
        FloatBuffer from = x.elements();
        int width = rows.width();
        int group = Math.max(1, Workers.CHUNK / width);
        int count = rows.chosen().length;
        out.fill(to -> workers.overParts((count + group - 1) / group, out.size(), (part, scratch) -> {
            for (int k = part * group; k < Math.min(count, (part + 1) * group); k++) {
                to.put(k * width, from, rows.chosen()[k] * width, width);
            }
        }));
    }

    /** Gives each row the sum of what was taken from it; rows that were not taken get 0. */
    void addBack(Block gradient, Rows rows, Block out) {
        FloatBuffer from = gradient.elements();
        Places places = rows.places();
        int width = rows.width();
        int stretches = rows.stretches();
        int group = Math.max(1, Workers.CHUNK / width);
        int groups = (rows.rows() + group - 1) / group;
        out.fill(to -> workers.overParts(groups * stretches, out.size(), (part, scratch) -> {
            int start = part % stretches * Workers.CHUNK;
            int n = Math.min(Workers.CHUNK, width - start);
            int first = part / stretches * group;
            for (int row = first; row < Math.min(rows.rows(), first + group); row++) {
                Arrays.fill(scratch.a, 0, n, 0);
                for (int i = places.start()[row]; i < places.start()[row + 1]; i++) {
                    from.get(places.order()[i] * width + start, scratch.b, 0, n);
                    Loops.add(scratch.a, scratch.b, scratch.a, 0, n);
                }
                to.put(row * width + start, scratch.a, 0, n);
            }
        }));
    }

    void gather(Block x, int[] positions, Block out) {
        FloatBuffer from = x.elements();
        float[] values = new float[positions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.get(positions[i]);
        }
        out.write(values);
    }

    /** Gives each element the sum of what was gathered from it; elements that were not gathered get 0. */
    void scatter(Block gradient, int[] positions, Block out) {
        FloatBuffer from = gradient.elements();
        out.fill(to -> {
            workers.overElements(out.size(), (start, n, scratch) -> {
                Arrays.fill(scratch.a, 0, n, 0);
                to.put(start, scratch.a, 0, n);
            });
            for (int i = 0; i < positions.length; i++) {
                to.put(positions[i], to.get(positions[i]) + from.get(i));
            }
        });
    }

    void join(List<Block> parts, Block out) {
        out.fill(to -> {
            int at = 0;
            for (Block part : parts) {
                copy(part.elements(), 0, to, at, part.size());
                at += part.size();
            }
        });
    }

    void cut(Block from, int start, Block out) {
        out.fill(to -> copy(from.elements(), start, to, 0, out.size()));
    }

    private void copy(FloatBuffer from, int start, FloatBuffer to, int at, int size) {
        workers.overElements(size, (done, n, scratch) -> to.put(at + done, from, start + done, n));
    }

    /** Transposes each matrix. */
    void transpose(Block x, Matrices matrices, Block out) {
        FloatBuffer from = x.elements();
        int rows = matrices.rows();
        int columns = matrices.columns();
        int tileRows = (rows + TILE - 1) / TILE;
        int tileColumns = (columns + TILE - 1) / TILE;
        int tiles = tileRows * tileColumns;
        out.fill(to -> workers.overParts(matrices.count() * tiles, out.size(), (part, scratch) -> {
            int matrix = part / tiles * rows * columns;
            int top = part % tiles / tileColumns * TILE;
            int left = part % tileColumns * TILE;
            int height = Math.min(TILE, rows - top);
            int width = Math.min(TILE, columns - left);
            for (int row = 0; row < height; row++) {
                from.get(matrix + (top + row) * columns + left, scratch.a, row * width, width);
            }
            Loops.transpose(scratch.a, 0, height, width, scratch.b);
            for (int column = 0; column < width; column++) {
                to.put(matrix + (left + column) * rows + top, scratch.b, column * height, height);
            }
        }));
    }
}
