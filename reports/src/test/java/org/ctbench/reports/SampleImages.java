package org.ctbench.reports;

import java.util.List;
import java.util.function.IntPredicate;
import org.ctbench.reports.document.AffinityHeatMap;
import org.ctbench.reports.document.AffinityHeatMap.ClassRow;
import org.ctbench.reports.document.Grid;
import org.ctbench.reports.document.Region;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.SegmentationOverlay;
import org.ctbench.reports.document.SegmentationOverlay.Prediction;
import org.ctbench.reports.document.SegmentationOverlay.Slice;

/** The part of the sample report that is made of matrices and images: invented ones, from formulas. */
final class SampleImages {
    private static final int AFFINITIES = 8;
    private static final int FEATURES = 48;
    private static final int SIDE = 64;

    private SampleImages() {}

    static Section section() {
        return Section.of(
                "images",
                "What the model sees",
                new AffinityHeatMap(
                        "affinity-matrices",
                        "Affinity matrices of one slice of each class.",
                        List.of("after epoch 1", "after epoch 100"),
                        List.of(
                                new ClassRow("CP", List.of(matrix(1, 0.4), matrix(2, 1))),
                                new ClassRow("NCP", List.of(matrix(3, 0.4), matrix(4, 1))))),
                new SegmentationOverlay(
                        "segmentation-examples",
                        "Three slices; predictions with a confidence of more than 0.05.",
                        List.of(found(), empty(), missed())));
    }

    private static Grid matrix(int phase, double strength) {
        float[] values = new float[AFFINITIES * FEATURES];
        for (int i = 0; i < values.length; i++) {
            double row = StrictMath.sin(phase + 1.7 * (i / FEATURES));
            values[i] = (float) (strength * row * StrictMath.sin(12.9898 * (i % FEATURES) + phase));
        }
        return Grid.of(AFFINITIES, FEATURES, values);
    }

    private static Slice found() {
        Region right = disc(30, 20, 7);
        Region left = disc(38, 45, 5);
        List<Prediction> predictions = List.of(
                new Prediction(right.bounds().orElseThrow(), 0.97, right),
                new Prediction(left.bounds().orElseThrow(), 0.41, left));
        return slice("NCP, slice 0042", predictions, List.of(disc(31, 21, 7), disc(38, 44, 6)));
    }

    private static Slice empty() {
        return slice("Normal, slice 0007", List.of(), List.of());
    }

    private static Slice missed() {
        return slice("CP, slice 0311", List.of(), List.of(disc(40, 20, 3)));
    }

    private static Slice slice(String name, List<Prediction> predictions, List<Region> lesions) {
        byte[] grey = new byte[SIDE * SIDE];
        float[] probability = new float[SIDE * SIDE];
        for (int i = 0; i < grey.length; i++) {
            int tissue = inside(32, 32, 28).test(i) ? 150 : 10;
            int lung = inside(32, 20, 10).test(i) || inside(32, 44, 10).test(i) ? 30 : tissue;
            int pixel = i;
            boolean lesion = lesions.stream().anyMatch(l -> l.contains(pixel / SIDE, pixel % SIDE));
            grey[i] = (byte) (lesion ? 110 : lung);
            for (Prediction prediction : predictions) {
                if (prediction.mask().contains(i / SIDE, i % SIDE)) {
                    probability[i] = (float) prediction.score();
                }
            }
        }
        return new Slice(name, Grid.ofBytes(SIDE, SIDE, grey), predictions, Grid.of(SIDE, SIDE, probability), lesions);
    }

    private static Region disc(int y, int x, int radius) {
        return Region.of(SIDE, SIDE, inside(y, x, radius));
    }

    private static IntPredicate inside(int y, int x, int radius) {
        return i -> (i / SIDE - y) * (i / SIDE - y) + (i % SIDE - x) * (i % SIDE - x) < radius * radius;
    }
}
