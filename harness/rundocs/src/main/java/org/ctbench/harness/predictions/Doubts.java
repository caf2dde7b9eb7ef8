package org.ctbench.harness.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ctbench.harness.metrics.ConfusionMatrix;

/** Signs that predictions were written for other classes or for other rows than they stand in; they are told, and nothing is changed. */
public final class Doubts {
    /** Gain of the mean sensitivity that is too large for chance and for a model that gives one class to all. */
    private static final double LARGE_GAIN = 0.2;

    /** Classes whose orders are all tried. */
    private static final int MOST_CLASSES = 6;

    private final List<String> classes;
    private final int[] truth;
    private final int[] predicted;

    /**
     * Predictions in the order in which their files have them.
     *
     * @param truth true class of each row
     * @param predicted class that each row gives
     */
    Doubts(List<String> classes, int[] truth, int[] predicted) {
        this.classes = classes;
        this.truth = truth;
        this.predicted = predicted;
    }

    /** All doubts in words; none if nothing is strange. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        order(classes, counts(0)).ifPresent(words::add);
        shift(1).ifPresent(words::add);
        shift(-1).ifPresent(words::add);
        return words;
    }

    /** The doubt about the order of the classes, which counts alone tell. */
    public static Optional<String> ofOrder(ConfusionMatrix matrix) {
        int n = matrix.size();
        long[][] counts = new long[n][n];
        for (int truth = 0; truth < n; truth++) {
            for (int given = 0; given < n; given++) {
                counts[truth][given] = matrix.count(truth, given);
            }
        }
        return order(matrix.classes(), counts);
    }

    private static Optional<String> order(List<String> classes, long[][] counts) {
        if (classes.size() > MOST_CLASSES) {
            return Optional.empty();
        }
        int[] best = identity(classes.size());
        double asGiven = meanSensitivity(counts, best);
        for (int[] order : orders(best, 0, new ArrayList<>())) {
            if (meanSensitivity(counts, order) > meanSensitivity(counts, best)) {
                best = order;
            }
        }
        if (meanSensitivity(counts, best) < asGiven + LARGE_GAIN) {
            return Optional.empty();
        }
        List<String> moves = new ArrayList<>();
        for (int c = 0; c < best.length; c++) {
            if (best[c] != c) {
                moves.add(classes.get(c) + " where " + classes.get(best[c]) + " is meant");
            }
        }
        return Optional.of("the classes may be in another order: the mean sensitivity is "
                + percent(asGiven) + " as the files say, and " + percent(meanSensitivity(counts, best))
                + " if they say " + String.join(", ", moves) + "; if so, say which column, name or output of"
                + " the network is which class");
    }

    private Optional<String> shift(int by) {
        double asGiven = meanSensitivity(counts(0), identity(classes.size()));
        double shifted = meanSensitivity(counts(by), identity(classes.size()));
        if (shifted < asGiven + LARGE_GAIN) {
            return Optional.empty();
        }
        return Optional.of(
                "the images may stand one row too " + (by > 0 ? "low" : "high") + " for their values: the mean"
                        + " sensitivity is " + percent(asGiven) + " as the files say, and " + percent(shifted)
                        + " if each row has the values of the row " + (by > 0 ? "after" : "before")
                        + " it; if so, write the files again");
    }

    private static int[] identity(int classes) {
        int[] order = new int[classes];
        for (int c = 0; c < order.length; c++) {
            order[c] = c;
        }
        return order;
    }

    private static List<int[]> orders(int[] order, int from, List<int[]> all) {
        if (from == order.length) {
            all.add(order.clone());
        }
        for (int i = from; i < order.length; i++) {
            int[] swapped = order.clone();
            swapped[from] = order[i];
            swapped[i] = order[from];
            orders(swapped, from + 1, all);
        }
        return all;
    }

    /**
     * How many rows of a class give which, {@code [true][predicted]}.
     *
     * @param shift a row is given the class of the row so many further on; rows without such a one do not count
     */
    private long[][] counts(int shift) {
        long[][] counts = new long[classes.size()][classes.size()];
        for (int i = Math.max(0, -shift); i < Math.min(truth.length, truth.length - shift); i++) {
            counts[truth[i]][predicted[i + shift]]++;
        }
        return counts;
    }

    /**
     * Mean over the classes that occur of the share of their rows that are right.
     *
     * @param order what each predicted class stands for
     */
    private static double meanSensitivity(long[][] counts, int[] order) {
        double sum = 0;
        int occurring = 0;
        for (int c = 0; c < counts.length; c++) {
            long all = 0;
            long right = 0;
            for (int given = 0; given < counts.length; given++) {
                all += counts[c][given];
                right += order[given] == c ? counts[c][given] : 0;
            }
            sum += all == 0 ? 0 : (double) right / all;
            occurring += all == 0 ? 0 : 1;
        }
        return occurring == 0 ? 0 : sum / occurring;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
