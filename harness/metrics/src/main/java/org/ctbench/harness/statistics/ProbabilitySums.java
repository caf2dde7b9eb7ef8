package org.ctbench.harness.statistics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.ctbench.harness.metrics.Formula.OfProbabilities;

/**
 * Sums over the slices of one model from which the metrics of probabilities follow that are not about ranks: how many slices; for each
 * class the squared distances, the bins and, if slopes or intercepts are asked for, the sums of {@link Recalibration}; the bins of the
 * predicted class.
 */
final class ProbabilitySums {
    /** Bins of the calibration error, of equal width. */
    static final int BINS = 10;

    private static final int OF_BINS = 2 * BINS; // sum of probabilities, number of slices of the class

    private final ClassPredictions predictions;
    private final int classes;
    private final List<Recalibration> recalibrations; // of each class, or none
    private final int ofClass; // how many sums a class has

    /**
     * Sums of a model.
     *
     * @param predictions with probabilities
     * @param asked the metrics that will be asked for
     */
    ProbabilitySums(ClassPredictions predictions, Set<OfProbabilities> asked) {
        this.predictions = predictions;
        this.classes = predictions.classes().size();
        this.recalibrations = asked.stream().anyMatch(OfProbabilities::ofRegression)
                ? IntStream.range(0, classes)
                        .mapToObj(c -> Recalibration.of(predictions, c))
                        .toList()
                : List.of();
        this.ofClass = 1 + OF_BINS + (recalibrations.isEmpty() ? 0 : Recalibration.WIDTH);
    }

    /** How many sums there are. */
    int width() {
        return 1 + classes * ofClass + OF_BINS;
    }

    /** Adds what a slice adds, that often, to the sums from {@code at} on. */
    void add(int slice, int times, double[] sums, int at) {
        sums[at] += times;
        int truth = predictions.truth(slice);
        for (int c = 0; c < classes; c++) {
            int own = at + 1 + c * ofClass;
            double p = predictions.probability(slice, c);
            double distance = p - (truth == c ? 1 : 0);
            sums[own] += times * distance * distance;
            addToBin(p, truth == c, times, sums, own + 1);
            if (!recalibrations.isEmpty()) {
                recalibrations.get(c).add(slice, times, sums, own + 1 + OF_BINS);
            }
        }
        int given = predictions.predicted(slice);
        addToBin(predictions.probability(slice, given), truth == given, times, sums, at + 1 + classes * ofClass);
    }

    private static void addToBin(double p, boolean own, int times, double[] sums, int at) {
        int bin = bin(p);
        sums[at + 2 * bin] += times * p;
        sums[at + 2 * bin + 1] += own ? times : 0;
    }

    /** The bin of a probability: from its lower edge on; the last one with its upper edge. */
    static int bin(double p) {
        return Math.min(BINS - 1, (int) (p * BINS));
    }

    /** The value of a class or of all; empty where it is undefined. */
    OptionalDouble value(OfProbabilities formula, OptionalInt label, double[] sums, int at) {
        double slices = sums[at];
        int own = at + 1 + label.orElse(0) * ofClass;
        return switch (formula) {
            case BRIER -> OptionalDouble.of((label.isPresent() ? sums[own] : brier(sums, at)) / slices);
            case CALIBRATION_ERROR ->
                OptionalDouble.of(distances(sums, label.isPresent() ? own + 1 : at + 1 + classes * ofClass) / slices);
            case SLOPE, INTERCEPT -> {
                double slicesOfClass = slices(sums, own + 1);
                if (slicesOfClass == 0 || slicesOfClass == slices) {
                    yield OptionalDouble.empty();
                }
                Recalibration recalibration = recalibrations.get(label.orElseThrow());
                int from = own + 1 + OF_BINS;
                yield formula == OfProbabilities.SLOPE
                        ? recalibration.slope(sums, from)
                        : recalibration.intercept(sums, from);
            }
            default -> throw new IllegalArgumentException(formula + " follows from ranks");
        };
    }

    private double brier(double[] sums, int at) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += sums[at + 1 + c * ofClass];
        }
        return sum / 2;
    }

    private static double slices(double[] sums, int at) {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += sums[at + 2 * bin + 1];
        }
        return sum;
    }

    private static double distances(double[] sums, int at) {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(sums[at + 2 * bin] - sums[at + 2 * bin + 1]);
        }
        return sum;
    }
}
