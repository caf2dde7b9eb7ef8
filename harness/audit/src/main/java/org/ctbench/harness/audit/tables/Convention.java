package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.audit.feasibility.ZeroDivision;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.Paper;

/**
 * What scores mean where software differs.
 *
 * @param weights what a weighted F1 is
 * @param ofMeans whether a macro F1 is the harmonic mean of the averaged precision and recall, and not the mean of the F1
 * @param undefined what 0/0 counts as
 * @param ofPresent whether means are over the classes that have images
 */
record Convention(WeightReading weights, boolean ofMeans, ZeroDivision undefined, boolean ofPresent) {
    /** By one reading of a weighted F1; macro F1 as the mean of the F1, 0/0 as 0, means over all classes. */
    static Convention plain(WeightReading weights) {
        return new Convention(weights, false, ZeroDivision.ZERO, false);
    }

    boolean isPlain() {
        return equals(plain(weights));
    }

    /** The plain conventions, of which there are several if one of the values is a weighted F1. */
    static List<Convention> plain(Paper paper, List<String> classes, List<RowValue> values) {
        List<WeightReading> weights =
                has(values, Metric.WEIGHTED_F1) ? WeightReading.of(paper, classes) : List.of(WeightReading.ACTUAL);
        return weights.stream().map(Convention::plain).toList();
    }

    /**
     * The others, from the more to the less usual.
     *
     * @param undefined whether it can matter what 0/0 counts as
     * @param absent whether a class has no images
     */
    static List<Convention> others(List<Convention> plain, List<RowValue> values, boolean undefined, boolean absent) {
        List<Boolean> ofMeans = has(values, Metric.MACRO_F1) ? List.of(false, true) : List.of(false);
        List<Boolean> ofPresent = absent ? List.of(false, true) : List.of(false);
        List<ZeroDivision> divisions = undefined ? List.of(ZeroDivision.values()) : List.of(ZeroDivision.ZERO);
        List<Convention> others = new ArrayList<>();
        for (ZeroDivision division : divisions) {
            for (boolean present : ofPresent) {
                for (boolean means : ofMeans) {
                    plain.forEach(p -> others.add(new Convention(p.weights(), means, division, present)));
                }
            }
        }
        others.removeIf(Convention::isPlain);
        return others;
    }

    private static boolean has(List<RowValue> values, Metric metric) {
        return values.stream().anyMatch(v -> v.column().metric() == metric);
    }

    /** What it takes for granted that is not plain, as conditions; perhaps none. */
    List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        if (!weights.isWeighted()) {
            conditions.add("the value called F1 is the " + weights.words());
        }
        if (ofMeans) {
            conditions.add("the macro F1 is the harmonic mean of the averaged precision and recall");
        }
        if (undefined != ZeroDivision.ZERO) {
            conditions.add(undefined.words());
        }
        if (ofPresent) {
            conditions.add("means are over the classes that have images");
        }
        return conditions;
    }
}
