package org.ctbench.harness.segmentation;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Average precision of masks at ten thresholds of IoU.
 *
 * @param perThreshold at 0.50, 0.55, ... 0.95, each in [0, 1]
 */
public record MaskAp(List<Double> perThreshold) {
    /** How many thresholds there are. */
    public static final int THRESHOLDS = 10;

    private static final double LOWEST = 0.5;
    private static final double HIGHEST = 0.95;

    /** @throws IllegalArgumentException if there are not ten values, or one is outside [0, 1] */
    public MaskAp {
        perThreshold = List.copyOf(perThreshold);
        if (perThreshold.size() != THRESHOLDS || perThreshold.stream().anyMatch(ap -> !(ap >= 0 && ap <= 1))) {
            throw new IllegalArgumentException(
                    "average precision is " + THRESHOLDS + " values in [0, 1], found " + perThreshold);
        }
    }

    /** The values of which {@code ap} says that at each threshold, by its number in {@code [0, THRESHOLDS)}. */
    public static MaskAp ofEach(IntToDoubleFunction ap) {
        return new MaskAp(IntStream.range(0, THRESHOLDS).mapToDouble(ap).boxed().toList());
    }

    /** Threshold number {@code i} of IoU: 0.50, 0.55, ... 0.95, as numpy's linspace has them, to the last bit. */
    static double threshold(int i) {
        return LOWEST + i * ((HIGHEST - LOWEST) / (THRESHOLDS - 1));
    }

    /** Threshold number {@code i} of IoU, in percent: 50, 55, ... 95. */
    public static int percent(int i) {
        return 50 + 5 * i;
    }

    /** At an IoU of 0.50. */
    public double ap50() {
        return perThreshold.get(0);
    }

    /** At an IoU of 0.75. */
    public double ap75() {
        return perThreshold.get(5);
    }

    /** Mean over the thresholds: the paper's mAP, and COCO's AP. */
    public double mean() {
        return perThreshold.stream().mapToDouble(Double::doubleValue).sum() / THRESHOLDS;
    }
}
