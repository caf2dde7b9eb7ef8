package org.ctbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.ctbench.reports.document.AffinityHeatMap;
import org.ctbench.reports.document.AffinityHeatMap.ClassRow;
import org.ctbench.reports.document.Gallery;
import org.ctbench.reports.document.GreyImage;
import org.ctbench.reports.document.Matrix;
import org.ctbench.reports.document.Region;
import org.ctbench.reports.document.Scene;
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
                "Each row of a matrix weighs the features of one region.",
                new AffinityHeatMap(
                        "affinity-matrices",
                        "Affinity matrices of one slice of each class.",
                        List.of("after epoch 1", "after epoch 100"),
                        List.of(
                                new ClassRow("CP", List.of(matrix(1, 0.4), matrix(2, 1))),
                                new ClassRow("NCP", List.of(matrix(3, 0.4), matrix(4, 1))))),
                new SegmentationOverlay(
                        "segmentation-examples",
                        "Two slices; predictions with a confidence of more than 0.05.",
                        List.of(found(), empty())),
                new SegmentationOverlay(
                        "segmentation-sealed",
                        "The same slices from a bundle, which holds neither images nor maps.",
                        List.of(sealed(found()), sealed(empty()))));
    }

    /** Pictures, a picture without image, and an item without either. */
    static Section gallery() {
        List<Gallery.Item> items = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Slice slice = i % 2 == 0 ? found() : empty();
            Optional<GreyImage> image = i == 2 ? Optional.empty() : Optional.of(grey(slice));
            Scene scene = new Scene(SIDE, SIDE, image, slice.predictions(), slice.lesions());
            Gallery.Outcome outcome = new Gallery.Outcome(
                    i % 2 == 0 ? "NCP" : "Normal", i % 2 == 0 || i == 3 ? "CP" : "NCP", Optional.of(0.5 + 0.07 * i));
            items.add(new Gallery.Item(
                    "NCP/96/1328/00" + (51 + i) + ".png",
                    i == 4 ? Optional.empty() : Optional.of("96"),
                    i < 4 ? "ResNet18" : "Affinity ResNet18",
                    "test",
                    outcome,
                    i == 5 ? Optional.empty() : Optional.of(scene)));
        }
        return Section.of(
                "wrong",
                "Wrong slices",
                "Each picture is a slice that a model classified wrongly.",
                new Gallery("wrong-slices", "Seven of the slices that were taken for another class.", items));
    }

    private static GreyImage grey(Slice slice) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) slice.image().orElseThrow().at(i / SIDE, i % SIDE);
        }
        return GreyImage.of(SIDE, SIDE, pixels);
    }

    private static Slice sealed(Slice slice) {
        return new Slice(
                slice.name(), SIDE, SIDE, Optional.empty(), slice.predictions(), Optional.empty(), slice.lesions());
    }

    private static Matrix matrix(int phase, double strength) {
        float[] values = new float[AFFINITIES * FEATURES];
        for (int i = 0; i < values.length; i++) {
            double row = StrictMath.sin(phase + 1.7 * (i / FEATURES));
            values[i] = (float) (strength * row * StrictMath.sin(12.9898 * (i % FEATURES) + phase));
        }
        return Matrix.of(AFFINITIES, FEATURES, values);
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
                if (prediction.mask().orElseThrow().contains(i / SIDE, i % SIDE)) {
                    probability[i] = (float) prediction.score();
                }
            }
        }
        return new Slice(
                name, Matrix.ofBytes(SIDE, SIDE, grey), predictions, Matrix.of(SIDE, SIDE, probability), lesions);
    }

    private static Region disc(int y, int x, int radius) {
        return Region.of(SIDE, SIDE, inside(y, x, radius));
    }

    private static IntPredicate inside(int y, int x, int radius) {
        return i -> (i / SIDE - y) * (i / SIDE - y) + (i % SIDE - x) * (i % SIDE - x) < radius * radius;
    }
}
