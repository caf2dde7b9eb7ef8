package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How the class of a patient follows from what a model said of the slices. */
public enum PatientRule {
    /** The class of the highest probability, on the mean over the slices; the first of several. */
    MEAN_PROBABILITY("mean probability") {
        @Override
        int given(ClassPredictions slices, List<Integer> own, int interest) {
            double[] means = means(slices, own);
            return IntStream.range(0, means.length)
                    .reduce((best, c) -> means[c] > means[best] ? c : best)
                    .orElseThrow();
        }
    },
    /** The class that most slices were given to; of several the class of interest, else the first. */
    MAJORITY("majority of slices") {
        @Override
        int given(ClassPredictions slices, List<Integer> own, int interest) {
            return most(
                    own.stream().map(slices::predicted).toList(),
                    slices.classes().size(),
                    interest);
        }
    },
    /** The class of interest if any slice was given to it; else as {@link #MAJORITY}. */
    ANY_SLICE("any slice") {
        @Override
        int given(ClassPredictions slices, List<Integer> own, int interest) {
            return own.stream().anyMatch(slice -> slices.predicted(slice) == interest)
                    ? interest
                    : MAJORITY.given(slices, own, interest);
        }
    };

    private final String words;

    PatientRule(String words) {
        this.words = words;
    }

    /** For people: {@code majority of slices}. */
    public String words() {
        return words;
    }

    /** Whether it needs probabilities. */
    public boolean needsProbabilities() {
        return this == MEAN_PROBABILITY;
    }

    abstract int given(ClassPredictions slices, List<Integer> own, int interest);

    /**
     * Predictions of the patients, in the order in which they first appear. A patient has the class of the slices; of several classes
     * the class of interest, else that of most slices, else the first.
     *
     * @param slices of known patients
     * @param interest the class of interest, an index
     */
    public ClassPredictions of(ClassPredictions slices, int interest) {
        List<List<Integer>> patients = slices.byPatient();
        int classes = slices.classes().size();
        int[] truth = new int[patients.size()];
        int[] given = new int[patients.size()];
        List<String> ids = new ArrayList<>();
        for (int p = 0; p < given.length; p++) {
            List<Integer> own = patients.get(p);
            List<Integer> labels = own.stream().map(slices::truth).toList();
            truth[p] = labels.contains(interest) ? interest : most(labels, classes, interest);
            given[p] = given(slices, own, interest);
            ids.add(Integer.toString(p));
        }
        return ClassPredictions.of(slices.classes(), truth, given).ofPatients(ids);
    }

    /** How many patients have slices of several classes. */
    public static long mixed(ClassPredictions slices) {
        return slices.byPatient().stream()
                .filter(own -> own.stream().map(slices::truth).distinct().count() > 1)
                .count();
    }

    private static double[] means(ClassPredictions slices, List<Integer> own) {
        double[] means = new double[slices.classes().size()];
        for (int c = 0; c < means.length; c++) {
            double sum = 0;
            for (int slice : own) {
                sum += slices.probability(slice, c);
            }
            means[c] = sum / own.size();
        }
        return means;
    }

    private static int most(List<Integer> labels, int classes, int interest) {
        long[] counts = new long[classes];
        labels.forEach(label -> counts[label]++);
        int best = interest;
        for (int c = 0; c < classes; c++) {
            best = counts[c] > counts[best] ? c : best;
        }
        return best;
    }
}
