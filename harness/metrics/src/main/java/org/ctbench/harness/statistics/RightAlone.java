package org.ctbench.harness.statistics;

import java.util.List;

/**
 * Slices that one of two models alone gives to their class. With several trainings these are means over all pairs of a training of the
 * one and a training of the other.
 *
 * @param first number of slices that the first alone gets right
 * @param second number of slices that the second alone gets right
 */
public record RightAlone(double first, double second) {
    /**
     * Counts them.
     *
     * @param first what each training of the first model made of the slices, one or more
     * @param second the same of the second model
     * @throws org.ctbench.splits.documents.UserException if two trainings are about different slices
     */
    public static RightAlone of(List<ClassPredictions> first, List<ClassPredictions> second) {
        first.forEach(first.get(0)::requireSameSlices);
        second.forEach(first.get(0)::requireSameSlices);
        long firstAlone = 0;
        long secondAlone = 0;
        for (int slice = 0; slice < first.get(0).slices(); slice++) {
            long ofFirst = right(first, slice);
            long ofSecond = right(second, slice);
            firstAlone += ofFirst * (second.size() - ofSecond);
            secondAlone += ofSecond * (first.size() - ofFirst);
        }
        double pairs = (double) first.size() * second.size();
        return new RightAlone(firstAlone / pairs, secondAlone / pairs);
    }

    private static long right(List<ClassPredictions> trainings, int slice) {
        return trainings.stream()
                .filter(training -> training.predicted(slice) == training.truth(slice))
                .count();
    }
}
