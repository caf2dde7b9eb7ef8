package org.ctbench.reports.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.PlainText;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;

/**
 * What a model found in slices, beside what is there. A row for each slice: the slice with the predicted boxes, confidences
 * and masks; the probability of each pixel; the slice with its true lesions.
 *
 * <pre>{@code
 * Matrix image = Matrix.ofBytes(512, 512, grey); // one byte a pixel
 * Matrix probability = Matrix.of(512, 512, sigmoid); // in [0, 1]
 * Region mask = Region.of(512, 512, predicted::contains); // by row-major index
 * Region lesion = Region.of(512, 512, truth::contains);
 * new SegmentationOverlay(
 *         "segmentation-examples",
 *         "Three slices of the test set.",
 *         List.of(new SegmentationOverlay.Slice(
 *                 "NCP, 0042_3101_0070",
 *                 image,
 *                 List.of(new SegmentationOverlay.Prediction(new Box(101.5, 220, 180, 301), 0.97, mask)),
 *                 probability,
 *                 List.of(lesion))));
 * }</pre>
 *
 * @param id name of the figure, {@code [a-z0-9._-]}
 * @param caption which slices they are and which predictions are shown
 * @param slices at least one
 */
public record SegmentationOverlay(String id, String caption, List<Slice> slices) implements Figure {
    /** Decimals of confidences in the figure and in its words. */
    public static final int SCORE_DECIMALS = 2;

    private static final int TABLE_DECIMALS = 4;
    private static final int BOX_DECIMALS = 1;

    /**
     * A slice.
     *
     * @param name printed above it
     * @param height rows of the slice
     * @param width its columns
     * @param image {@code [h, w]}, 0 (black) to 255 (white); empty where images must not be shown: a plain ground is drawn
     * @param predictions lesions that the model found, in any order
     * @param probability {@code [h, w]}, in [0, 1]: of each pixel to belong to a lesion; empty if it is not known
     * @param lesions true lesions
     */
    public record Slice(
            String name,
            int height,
            int width,
            Optional<Matrix> image,
            List<Prediction> predictions,
            Optional<Matrix> probability,
            List<Region> lesions) {
        /** @throws IllegalArgumentException if the parts have different sizes or a value is out of its range */
        public Slice {
            name = PlainText.of("slice", name);
            predictions = List.copyOf(predictions);
            lesions = List.copyOf(lesions);
            String what = "slice '" + name + "'";
            Sizes.check(what, height, width, predictions, lesions);
            image.ifPresent(matrix -> requireRange(what, "grey value", matrix, 255));
            probability.ifPresent(matrix -> requireRange(what, "probability", matrix, 1));
            requireShape(what, height, width, "image", image);
            requireShape(what, height, width, "probability", probability);
        }

        /** A slice of which everything is known. */
        public Slice(
                String name, Matrix image, List<Prediction> predictions, Matrix probability, List<Region> lesions) {
            this(
                    name,
                    image.rows(),
                    image.columns(),
                    Optional.of(image),
                    predictions,
                    Optional.of(probability),
                    lesions);
        }

        /** What is drawn over the slice. */
        public Scene marks() {
            return new Scene(height, width, Optional.empty(), predictions, lesions);
        }

        private static void requireShape(String what, int height, int width, String part, Optional<Matrix> matrix) {
            if (matrix.isPresent()
                    && (matrix.get().rows() != height || matrix.get().columns() != width)) {
                throw new IllegalArgumentException(what + " has " + height + " x " + width + " pixels, its " + part
                        + " " + matrix.get().shape());
            }
        }

        private static void requireRange(String what, String part, Matrix matrix, int most) {
            if (matrix.lowest() < 0 || matrix.highest() > most) {
                throw new IllegalArgumentException(what + " has a " + part + " outside [0, " + most + "]: from "
                        + matrix.lowest() + " to " + matrix.highest());
            }
        }
    }

    /**
     * A lesion that the model found.
     *
     * @param box around it
     * @param score confidence, in [0, 1]
     * @param mask its pixels; empty if the model gave none, or if they are not known
     */
    public record Prediction(PixelBox box, double score, Optional<Region> mask) {
        /** @throws IllegalArgumentException if the score is outside [0, 1] */
        public Prediction {
            Objects.requireNonNull(box, "box");
            Objects.requireNonNull(mask, "mask");
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a confidence of " + score + ", not in [0, 1]");
            }
        }

        /** A lesion with its pixels. */
        public Prediction(PixelBox box, double score, Region mask) {
            this(box, score, Optional.of(mask));
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no slice
     */
    public SegmentationOverlay {
        Ids.check("figure", id);
        caption = PlainText.of("caption", caption);
        slices = List.copyOf(slices);
        if (slices.isEmpty()) {
            throw new IllegalArgumentException("segmentation overlay '" + id + "' has no slice");
        }
    }

    @Override
    public String alt() {
        return "Slices with predicted lesions, probability of each pixel, and true lesions. "
                + slices.stream().map(SegmentationOverlay::inWords).collect(Collectors.joining(". ")) + ".";
    }

    private static String inWords(Slice slice) {
        String found = slice.predictions().isEmpty()
                ? "no prediction"
                : slice.predictions().size() + " predicted (confidence "
                        + slice.predictions().stream()
                                .map(p -> Value.of(p.score(), SCORE_DECIMALS).text())
                                .collect(Collectors.joining(", "))
                        + ")";
        String there = slice.lesions().isEmpty() ? "no lesion" : slice.lesions().size() + " true";
        return slice.name() + ": " + found + ", " + there;
    }

    /** One row for each predicted and each true lesion; where there is none, a row that says so. */
    @Override
    public Table data() {
        List<Column> columns = Stream.of("slice", "what", "confidence", "x1", "y1", "x2", "y2", "area, pixels")
                .map(Column::of)
                .toList();
        List<Row> rows = new ArrayList<>();
        for (Slice slice : slices) {
            if (slice.predictions().isEmpty()) {
                rows.add(none(slice, "no prediction"));
            }
            for (Prediction p : slice.predictions()) {
                TableCell score = Value.of(p.score(), TABLE_DECIMALS);
                rows.add(row(slice, "prediction", score, Optional.of(p.box()), p.mask()));
            }
            if (slice.lesions().isEmpty()) {
                rows.add(none(slice, "no lesion"));
            }
            for (Region lesion : slice.lesions()) {
                rows.add(row(slice, "lesion", Absent.undefined("a true lesion"), lesion.bounds(), Optional.of(lesion)));
            }
        }
        return Table.of(id, caption, columns, rows);
    }

    private static Row none(Slice slice, String reason) {
        List<TableCell> cells = new ArrayList<>(Collections.nCopies(8, Absent.undefined(reason)));
        cells.set(0, Text.of(slice.name()));
        cells.set(1, Text.of(reason));
        return new Row(cells, false);
    }

    private static Row row(Slice slice, String what, TableCell score, Optional<PixelBox> box, Optional<Region> mask) {
        List<TableCell> cells = new ArrayList<>(List.of(Text.of(slice.name()), Text.of(what), score));
        List<Double> sides =
                box.map(b -> List.of(b.x1(), b.y1(), b.x2(), b.y2())).orElse(List.of());
        sides.forEach(side -> cells.add(Value.of(side, BOX_DECIMALS)));
        if (box.isEmpty()) {
            cells.addAll(Collections.nCopies(4, Absent.undefined("a mask without pixels")));
        }
        cells.add(mask.<TableCell>map(m -> Count.of(m.area())).orElse(Absent.undefined("no mask")));
        return new Row(cells, false);
    }

    @Override
    public <R> R draw(Artist<R> artist) {
        return artist.segmentationOverlay(this);
    }
}
