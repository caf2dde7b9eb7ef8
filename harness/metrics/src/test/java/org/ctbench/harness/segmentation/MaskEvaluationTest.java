package org.ctbench.harness.segmentation;

import static org.ctbench.harness.segmentation.Masks.found;
import static org.ctbench.harness.segmentation.Masks.strip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.splits.documents.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskEvaluationTest {
    static Stream<GoldenMasks> golden() {
        return GoldenMasks.load().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void scoresAsTheReferenceAtEachThreshold(GoldenMasks golden) {
        SegmentationScores scores = evaluate(golden.images());

        assertClose(golden.author(), scores.author());
        assertClose(golden.coco(), scores.coco());
    }

    @Test
    void readsSixCasesOfTheReference() {
        assertEquals(6, golden().count());
    }

    @Test
    void countsImagesPredictionsAndLesions() {
        ImageMasks positive = new ImageMasks(
                List.of(found(0, 5, 0.9), found(0, 6, 0.8)), List.of(strip(0, 5), strip(7, 9), strip(10, 20)));
        ImageMasks negative = new ImageMasks(List.of(found(0, 5, 0.9)), List.of());
        ImageMasks empty = new ImageMasks(List.of(), List.of());

        SegmentationScores scores = evaluate(List.of(positive, negative, empty));

        assertEquals(new SegmentationCounts(3, 2, 1, 3, 3), scores.counts());
    }

    @Test
    void isUndefinedWithoutAnyLesionWhateverWasFound() {
        ImageMasks nothing = new ImageMasks(List.of(), List.of());
        ImageMasks wrong = new ImageMasks(List.of(found(0, 5, 0.9)), List.of());

        for (List<ImageMasks> images : List.of(List.of(nothing), List.of(wrong), List.<ImageMasks>of())) {
            SegmentationScores scores = evaluate(images);

            assertTrue(scores.coco().isEmpty());
            assertTrue(scores.author().isEmpty());
        }
    }

    @Test
    void aDocumentThatGivesAveragePrecisionWithoutAnyLesionIsRefused() {
        Optional<MaskAp> all = Optional.of(new MaskAp(Collections.nCopies(10, 1.0)));
        SegmentationCounts none = new SegmentationCounts(40, 40, 40, 0, 0);

        var e = assertThrows(InvalidValue.class, () -> new SegmentationScores(all, Optional.empty(), none));

        assertEquals("author: average precision has no value: no slice has a lesion", e.getMessage());
    }

    @Test
    void namesTheMetricsOfTheTenThresholds() {
        MaskAp ap = new MaskAp(List.of(1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1));

        assertEquals(1.0, ap.ap50());
        assertEquals(0.5, ap.ap75());
        assertEquals(0.55, ap.mean(), 1e-15);
        assertEquals(75, MaskAp.percent(5));
        assertEquals(95, MaskAp.percent(MaskAp.THRESHOLDS - 1));
    }

    @Test
    void refusesMetricsThatAreNoShares() {
        List<Double> nine = Collections.nCopies(9, 0.5);

        var e = assertThrows(IllegalArgumentException.class, () -> new MaskAp(nine));

        assertEquals("average precision is 10 values in [0, 1], found " + nine, e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new MaskAp(Collections.nCopies(10, Double.NaN)));
    }

    private static SegmentationScores evaluate(List<ImageMasks> images) {
        MaskEvaluation evaluation = new MaskEvaluation();
        images.forEach(image -> evaluation.add(SliceLesions.of("slice", image)));
        return evaluation.scores();
    }

    private static void assertClose(Optional<List<Double>> expected, Optional<MaskAp> actual) {
        assertEquals(expected.isPresent(), actual.isPresent());
        for (int i = 0; i < expected.map(List::size).orElse(0); i++) {
            double reference = expected.get().get(i);
            assertEquals(reference, actual.orElseThrow().perThreshold().get(i), 1e-13, "AP" + MaskAp.percent(i));
        }
    }
}
