package org.ctbench.models.detection;

import java.util.List;

/** What the mask branch learns: lesion masks pooled to the grid of the branch. */
public final class MaskTargets {
    private MaskTargets() {}

    /**
     * RoIAlign of a mask on each box at scale 1, with ceil(box size / grid) samples per bin and direction; not rounded to 0 and
     * 1, as in torchvision.
     *
     * @param truths masks of the lesions
     * @param truthOfBox index of the lesion of each box
     * @param boxes in pixels of the masks
     * @param size bins in each direction
     * @return {@code [boxes, size, size]}, in [0, 1]
     * @throws IllegalArgumentException if the numbers of boxes and indices differ
     * @throws IndexOutOfBoundsException if an index names no lesion
     */
    public static float[] of(List<BinaryMask> truths, int[] truthOfBox, Boxes boxes, int size) {
        if (truthOfBox.length != boxes.size()) {
            throw new IllegalArgumentException(truthOfBox.length + " lesions for " + boxes.size() + " boxes");
        }
        float[] targets = new float[boxes.size() * size * size];
        for (int box = 0; box < boxes.size(); box++) {
            BinaryMask mask = truths.get(truthOfBox[box]);
            Axis rows = new Axis(boxes.y1(box), boxes.height(box), size, mask.height());
            Axis columns = new Axis(boxes.x1(box), boxes.width(box), size, mask.width());
            pool(mask, rows, columns, targets, box * size * size);
        }
        return targets;
    }

    private static void pool(BinaryMask mask, Axis rows, Axis columns, float[] targets, int from) {
        int bins = rows.bins();
        for (int i = 0; i < bins; i++) {
            for (int j = 0; j < bins; j++) {
                double sum = 0;
                for (int a = i * rows.samples; a < (i + 1) * rows.samples; a++) {
                    for (int b = j * columns.samples; b < (j + 1) * columns.samples; b++) {
                        sum += value(mask, rows, a, columns, b);
                    }
                }
                targets[from + i * bins + j] = (float) (sum / (rows.samples * columns.samples));
            }
        }
    }

    private static double value(BinaryMask mask, Axis rows, int a, Axis columns, int b) {
        if (rows.low[a] < 0 || columns.low[b] < 0) {
            return 0;
        }
        int upper = rows.low[a] * mask.width();
        int lower = rows.high[a] * mask.width();
        double top = mix(mask, upper + columns.low[b], upper + columns.high[b], columns.share[b]);
        double bottom = mix(mask, lower + columns.low[b], lower + columns.high[b], columns.share[b]);
        return top + rows.share[a] * (bottom - top);
    }

    private static double mix(BinaryMask mask, int near, int far, float share) {
        return (mask.contains(near) ? 1 - share : 0) + (mask.contains(far) ? share : 0);
    }

    /** Samples along one edge of a box: the two pixels that each lies between, and the share of the second. */
    private static final class Axis {
        private final int samples;
        private final int[] low;
        private final int[] high;
        private final float[] share;

        Axis(float start, float length, int bins, int pixels) {
            float bin = Math.max(length, 1) / bins;
            samples = (int) Math.ceil(bin);
            low = new int[bins * samples];
            high = new int[bins * samples];
            share = new float[bins * samples];
            for (int i = 0; i < low.length; i++) {
                set(i, start + i / samples * bin + (i % samples + 0.5f) * bin / samples, pixels);
            }
        }

        private void set(int sample, float position, int pixels) {
            if (!(position >= -1 && position <= pixels)) {
                low[sample] = -1; // outside: counts 0
                return;
            }
            float inside = Math.min(Math.max(position, 0), pixels - 1);
            low[sample] = (int) inside;
            high[sample] = Math.min(low[sample] + 1, pixels - 1);
            share[sample] = inside - low[sample];
        }

        int bins() {
            return low.length / samples;
        }
    }
}
