package org.ctbench.models.tape;

import java.util.Arrays;
import org.ctbench.models.tensor.RegionOps.RoiAlign;

/**
 * What the bins of a box read along one axis. A bin's value is a mean of bilinear samples on a grid, each a product of a row
 * weight and a column weight; so it is a sum over few rows of a sum over few columns, whatever the number of samples.
 *
 * @param start {@code [bins + 1]}: bin b has the taps {@code start[b]} to {@code start[b + 1] - 1}
 * @param cell index of the row or column that a tap reads, ascending within a bin
 * @param weight its weight
 */
record Taps(int[] start, int[] cell, float[] weight) {
    /**
     * One side of a box.
     *
     * @param from first coordinate in pixels
     * @param to second coordinate in pixels
     * @param cells rows or columns of the map
     */
    record Side(float from, float to, int cells) {}

    /** In the arithmetic of torchvision's {@code roi_align}, but in double; a side that is not finite makes every bin NaN. */
    static Taps of(Side side, RoiAlign options) {
        if (!Float.isFinite(side.from()) || !Float.isFinite(side.to())) {
            return undefined(options.size());
        }
        double shift = options.aligned() ? 0.5 : 0;
        double first = (double) side.from() * options.scale() - shift;
        double length = (double) side.to() * options.scale() - shift - first;
        if (!options.aligned()) {
            length = Math.max(length, 1);
        }
        double bin = length / options.size();
        int samples = options.sampling() > 0 ? options.sampling() : (int) Math.ceil(bin);
        Builder taps = new Builder(options.size(), side.cells());
        for (int b = 0; b < options.size(); b++) {
            for (int i = 0; i < samples; i++) {
                taps.sample(first + b * bin + (i + 0.5) * bin / samples, 1.0 / samples);
            }
            taps.endBin();
        }
        return taps.build();
    }

    /** A diverged network must not look like one that found nothing. */
    private static Taps undefined(int bins) {
        int[] start = new int[bins + 1];
        float[] weight = new float[bins];
        Arrays.setAll(start, b -> b);
        Arrays.fill(weight, Float.NaN);
        return new Taps(start, new int[bins], weight);
    }

    int bins() {
        return start.length - 1;
    }

    /** No bin reads anything: the box lies outside the map. */
    boolean isEmpty() {
        return cell.length == 0;
    }

    int firstCell() {
        int first = cell[0];
        for (int c : cell) {
            first = Math.min(first, c);
        }
        return first;
    }

    int lastCell() {
        int last = cell[0];
        for (int c : cell) {
            last = Math.max(last, c);
        }
        return last;
    }

    private static final class Builder {
        private final int[] start;
        private final double[] sums;
        private int[] cell = new int[16];
        private float[] weight = new float[16];
        private int bins;
        private int count;
        private int low;
        private int high = -1;

        Builder(int bins, int cells) {
            start = new int[bins + 1];
            sums = new double[cells];
            low = cells;
        }

        void sample(double at, double share) {
            int last = sums.length - 1;
            if (!(at >= -1 && at <= sums.length)) {
                return;
            }
            double inside = Math.min(Math.max(at, 0), last);
            int below = (int) inside;
            int above = Math.min(below + 1, last);
            double fraction = inside - below;
            sums[below] += (1 - fraction) * share;
            sums[above] += fraction * share;
            low = Math.min(low, below);
            high = Math.max(high, above);
        }

        void endBin() {
            for (int c = low; c <= high; c++) {
                if (sums[c] != 0) {
                    append(c, (float) sums[c]);
                    sums[c] = 0;
                }
            }
            low = sums.length;
            high = -1;
            start[++bins] = count;
        }

        private void append(int index, float value) {
            if (count == cell.length) {
                cell = Arrays.copyOf(cell, 2 * count);
                weight = Arrays.copyOf(weight, 2 * count);
            }
            cell[count] = index;
            weight[count++] = value;
        }

        Taps build() {
            return new Taps(start, Arrays.copyOf(cell, count), Arrays.copyOf(weight, count));
        }
    }
}
