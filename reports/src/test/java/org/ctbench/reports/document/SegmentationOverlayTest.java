package org.ctbench.reports.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.document.SegmentationOverlay.Prediction;
import org.ctbench.reports.document.SegmentationOverlay.Slice;
import org.junit.jupiter.api.Test;

class SegmentationOverlayTest {
    private static final Matrix IMAGE = Matrix.ofBytes(2, 3, new byte[6]);
    private static final Matrix PROBABILITY = Matrix.of(2, 3, 0, 0.1f, 0.2f, 0.9f, 1, 0);
    private static final Region LESION = Region.of(2, 3, i -> i >= 3);
    private static final Region NOWHERE = Region.of(2, 3, i -> false);

    @Test
    void tellsInWordsWhatWasFoundAndWhatIsThere() {
        Slice both = slice(List.of(found(0.97, LESION), found(0.5, NOWHERE)), List.of(LESION));
        Slice neither = slice(List.of(), List.of());

        assertEquals(
                "Slices with predicted lesions, probability of each pixel, and true lesions. slice: 2 predicted"
                        + " (confidence 0.97, 0.50), 1 true. slice: no prediction, no lesion.",
                new SegmentationOverlay("overlay", "caption", List.of(both, neither)).alt());
    }

    @Test
    void listsPredictionsAndLesionsWithBoxesAndAreas() {
        List<List<String>> rows = data(slice(List.of(found(0.97126, LESION)), List.of(LESION)));

        assertEquals(
                List.of(
                        List.of("slice", "prediction", "0.9713", "0.5", "1.0", "2.5", "2.0", "3"),
                        List.of("slice", "lesion", "undefined: a true lesion", "0.0", "1.0", "3.0", "2.0", "3")),
                rows);
    }

    @Test
    void saysInTheTableWhereThereIsNothing() {
        List<List<String>> rows = data(slice(List.of(), List.of(NOWHERE)));

        assertEquals(List.of("slice", "no prediction"), rows.get(0).subList(0, 2));
        assertEquals("undefined: no prediction", rows.get(0).get(7));
        assertEquals("undefined: a mask without pixels", rows.get(1).get(3));
        assertEquals("0", rows.get(1).get(7));
    }

    @Test
    void refusesPartsOfOtherSizes() {
        Matrix tall = Matrix.of(3, 2, 0, 0, 0, 0, 0, 0);
        Region wide = Region.of(2, 4, i -> true);

        var map = assertThrows(
                IllegalArgumentException.class, () -> new Slice("slice", IMAGE, List.of(), tall, List.of()));
        var mask = assertThrows(IllegalArgumentException.class, () -> slice(List.of(found(0.5, wide)), List.of()));

        assertEquals("slice 'slice' has 2 x 3 pixels, its probability 3 x 2", map.getMessage());
        assertEquals("slice 'slice' has 2 x 3 pixels, a mask 2 x 4", mask.getMessage());
    }

    @Test
    void refusesWhatIsNoProbability() {
        Matrix logits = Matrix.of(2, 3, -1, 0, 0, 0, 0, 2);

        var map = assertThrows(
                IllegalArgumentException.class, () -> new Slice("slice", IMAGE, List.of(), logits, List.of()));
        var score = assertThrows(IllegalArgumentException.class, () -> found(Double.NaN, LESION));

        assertEquals("slice 'slice' has a probability outside [0, 1]: from -1.0 to 2.0", map.getMessage());
        assertEquals("a confidence of NaN, not in [0, 1]", score.getMessage());
    }

    private static List<List<String>> data(Slice slice) {
        return new SegmentationOverlay("overlay", "caption", List.of(slice))
                .data().rows().stream()
                        .map(row -> row.cells().stream().map(TableCell::plain).toList())
                        .toList();
    }

    private static Slice slice(List<Prediction> predictions, List<Region> lesions) {
        return new Slice("slice", IMAGE, predictions, PROBABILITY, lesions);
    }

    private static Prediction found(double score, Region mask) {
        return new Prediction(new PixelBox(0.5, 1, 2.5, 2), score, mask);
    }
}
