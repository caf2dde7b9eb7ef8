package org.ctbench.harness.segmentation;

import static org.ctbench.harness.segmentation.Masks.found;
import static org.ctbench.harness.segmentation.Masks.strip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AveragePrecisionTest {
    static Stream<GoldenMasks> golden() {
        return GoldenMasks.load().stream().filter(golden -> !golden.images().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void aSliceThatIsDrawnSeveralTimesCountsAsSoManyCopiesToTheLastBit(GoldenMasks golden) {
        List<SliceLesions> slices = slices(golden.images());
        AveragePrecision ap = AveragePrecision.of(slices);
        SeededRandom random = SeededRandom.of(1, golden.name());

        for (int i = 0; i < 20; i++) {
            int[] drawn = slices.stream().mapToInt(slice -> random.nextInt(4)).toArray();
            List<SliceLesions> copies = new ArrayList<>();
            for (int slice = 0; slice < drawn.length; slice++) {
                copies.addAll(Collections.nCopies(drawn[slice], slices.get(slice)));
            }
            AveragePrecision ofCopies = AveragePrecision.of(copies);

            assertEquals(ofCopies.coco(ofCopies.eachOnce()), ap.coco(drawn));
            assertEquals(ofCopies.lesions(ofCopies.eachOnce()), ap.lesions(drawn));
        }
    }

    @Test
    void equalScoresOfOneSliceStandTogetherOncePerCopy() {
        ImageMasks tie =
                new ImageMasks(List.of(found(0, 10, 0.9), found(15, 20, 0.9)), List.of(strip(0, 10), strip(12, 14)));
        AveragePrecision ap = AveragePrecision.of(slices(List.of(tie)));

        MaskAp twice = ap.coco(new int[] {2}).orElseThrow();

        // right, wrong, right, wrong of four lesions: precision 1 up to a recall of 1/4, 2/3 up to 1/2
        assertEquals((26 + 25 * 2.0 / 3) / 101, twice.ap50(), 1e-15);
        assertNotEquals(ap.coco(new int[] {1}), Optional.of(twice));
    }

    @Test
    void theMeanOfTheReleasedCodeWeighsSlicesByHowOftenTheyAreDrawn() {
        ImageMasks right = new ImageMasks(List.of(found(0, 10, 0.9)), List.of(strip(0, 10)));
        ImageMasks missed = new ImageMasks(List.of(), List.of(strip(0, 10)));
        AveragePrecision ap = AveragePrecision.of(slices(List.of(right, missed)));

        assertEquals(0.75, ap.author(new int[] {3, 1}).orElseThrow().ap50());
        assertEquals(0.5, ap.author(ap.eachOnce()).orElseThrow().mean());
    }

    @Test
    void whatIsDrawnWithoutALesionHasNoMetric() {
        ImageMasks lesion = new ImageMasks(List.of(), List.of(strip(0, 10)));
        ImageMasks negative = new ImageMasks(List.of(found(0, 10, 0.9)), List.of());
        AveragePrecision ap = AveragePrecision.of(slices(List.of(lesion, negative)));

        assertTrue(ap.coco(new int[] {0, 2}).isEmpty());
        assertEquals(0, ap.coco(new int[] {1, 1}).orElseThrow().ap50());
        assertTrue(ap.author(new int[] {0, 2}).isEmpty());
        assertTrue(ap.author(new int[] {0, 0}).isEmpty());
        assertEquals(0, ap.author(new int[] {1, 1}).orElseThrow().ap50());
    }

    private static List<SliceLesions> slices(List<ImageMasks> images) {
        return images.stream().map(image -> SliceLesions.of("slice", image)).toList();
    }
}
