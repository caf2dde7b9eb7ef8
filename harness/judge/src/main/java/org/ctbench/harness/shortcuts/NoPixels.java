package org.ctbench.harness.shortcuts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.splits.Box;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;

/**
 * Predictions of a classifier that sees no pixel: the {@value NearestNeighbours#NEIGHBOURS} nearest training slices by what the lists say
 * of a slice vote for its class. What it gets right is no evidence that a model recognises a disease.
 *
 * @param facts what it goes by
 * @param predictions of the slices that were asked for, in their order
 */
public record NoPixels(SliceFacts facts, ClassPredictions predictions) {
    public NoPixels {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(predictions, "predictions");
    }

    /**
     * What the classifiers learn from.
     *
     * @param train lock of the split that they are trained on
     * @param test lock of the split that they are tested on
     * @param locks all locks of the data set
     * @param splits the slices of a split by its id, where they are known
     */
    public record Lists(
            SplitLock train, SplitLock test, List<SplitLock> locks, Function<String, Optional<Split>> splits) {}

    /**
     * The predictions by every kind of facts that the lists tell.
     *
     * @param slices of the test split, in any order
     * @param classes names of the classes, in label order
     * @return empty if the slices of the training split are not known, or a slice has no number or no box
     */
    public static List<NoPixels> of(Lists lists, List<Slice> slices, List<String> classes) {
        Optional<Split> train = lists.splits().apply(lists.train().id());
        if (train.isEmpty()
                || train.get().size() < NearestNeighbours.NEIGHBOURS
                || !train.get().slices().stream().allMatch(slice -> tells(slice, classes))
                || !slices.stream().allMatch(slice -> tells(slice, classes))) {
            return List.of();
        }
        List<NoPixels> all = new ArrayList<>();
        all.add(new NoPixels(SliceFacts.PLACE, predicted(lists, slices, classes, NoPixels::place, NoPixels::place)));
        Optional<ListedSlices> trained = ListedSlices.of(lists.train(), lists.locks(), lists.splits());
        Optional<ListedSlices> tested = ListedSlices.of(lists.test(), lists.locks(), lists.splits());
        if (trained.isPresent() && tested.isPresent()) {
            all.add(new NoPixels(
                    SliceFacts.PLACE_AND_COUNT,
                    predicted(
                            lists,
                            slices,
                            classes,
                            slice -> counted(slice, trained.get()),
                            slice -> counted(slice, tested.get()))));
        }
        return List.copyOf(all);
    }

    private static boolean tells(Slice slice, List<String> classes) {
        return slice.number().isPresent()
                && slice.box().isPresent()
                && slice.className().filter(classes::contains).isPresent();
    }

    private static double[] place(Slice slice) {
        Box box = slice.box().orElseThrow();
        return new double[] {slice.number().orElseThrow(), box.xmin(), box.ymin(), box.xmax(), box.ymax()};
    }

    private static double[] counted(Slice slice, ListedSlices listed) {
        Box box = slice.box().orElseThrow();
        return new double[] {
            slice.number().orElseThrow(), box.xmin(), box.ymin(), box.xmax(), box.ymax(), listed.ofScanOf(slice)
        };
    }

    private static ClassPredictions predicted(
            Lists lists,
            List<Slice> slices,
            List<String> classes,
            Function<Slice, double[]> ofTrain,
            Function<Slice, double[]> ofTest) {
        List<Slice> train =
                lists.splits().apply(lists.train().id()).orElseThrow().slices();
        NearestNeighbours neighbours = new NearestNeighbours(
                train.stream().map(ofTrain).toArray(double[][]::new), labels(train, classes), classes.size());
        int[][] votes = slices.parallelStream()
                .map(slice -> neighbours.votes(ofTest.apply(slice)))
                .toArray(int[][]::new);
        int[] given = new int[votes.length];
        float[][] shares = new float[votes.length][classes.size()];
        for (int i = 0; i < votes.length; i++) {
            for (int c = 0; c < classes.size(); c++) {
                shares[i][c] = (float) votes[i][c] / NearestNeighbours.NEIGHBOURS;
                given[i] = votes[i][c] > votes[i][given[i]] ? c : given[i];
            }
        }
        ClassPredictions predictions =
                ClassPredictions.of(classes, labels(slices, classes), given).withProbabilities(shares);
        return lists.test().patients().unknown().isPresent()
                ? predictions
                : predictions.ofPatients(slices.stream()
                        .map(slice -> slice.patient().orElseThrow())
                        .toList());
    }

    private static int[] labels(List<Slice> slices, List<String> classes) {
        return slices.stream()
                .mapToInt(slice -> classes.indexOf(slice.className().orElseThrow()))
                .toArray();
    }
}
