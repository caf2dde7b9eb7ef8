package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RankedRoisTest {
    private static final RankedRois THREE = new RankedRois(3, 0.25f);

    @Test
    void takesTheBestRegionsWithoutAThresholdOnTheScore() {
        Boxes boxes = Boxes.of(0, 0, 4, 4, 10, 0, 14, 4, 20, 0, 24, 4, 30, 0, 34, 4);

        Selection ranked = THREE.rank(boxes, new float[] {1e-9f, 0.3f, 0, 0.7f});

        assertArrayEquals(new int[] {3, 1, 0}, ranked.source());
        assertArrayEquals(new float[] {0.7f, 0.3f, 1e-9f}, ranked.scores());
        assertArrayEquals(
                new float[] {30, 0, 34, 4, 10, 0, 14, 4, 0, 0, 4, 4},
                ranked.boxes().coordinates());
    }

    @Test
    void dropsRegionsWithoutAreaBeforeTheyCount() {
        Boxes boxes = Boxes.of(0, 0, 40, 0, 5, 5, 5.003f, 5.003f, 5, 5, 5.004f, 5.004f);

        Selection ranked = THREE.rank(boxes, new float[] {0.9f, 0.8f, 0.1f});

        assertArrayEquals(new int[] {2}, ranked.source()); // areas 0, 0.9e-5 and 1.6e-5
    }

    @Test
    void suppressesWhatOverlapsMoreThanAllowed() {
        Boxes boxes = Boxes.of(0, 0, 16, 16, 0, 0, 16, 4, 0, 0, 16, 5);

        Selection ranked = THREE.rank(boxes, new float[] {0.9f, 0.8f, 0.85f});

        assertArrayEquals(new int[] {0, 1}, ranked.source());
    }

    @Test
    void canFindNoRegion() {
        assertEquals(0, THREE.rank(Boxes.of(), new float[0]).boxes().size());
        assertEquals(
                0, THREE.rank(Boxes.of(1, 1, 1, 9), new float[] {0.9f}).boxes().size());
    }

    @Test
    void rejectsNumbersThatDoNotFit() {
        var more = assertThrows(
                IllegalArgumentException.class, () -> THREE.rank(Boxes.of(0, 0, 1, 1), new float[] {1, 2}));
        var fewer = assertThrows(IllegalArgumentException.class, () -> THREE.rank(Boxes.of(0, 0, 1, 1), new float[0]));
        var none = assertThrows(IllegalArgumentException.class, () -> new RankedRois(0, 0.25f));

        assertEquals("1 boxes and 2 scores", more.getMessage());
        assertEquals("1 boxes and 0 scores", fewer.getMessage());
        assertEquals("0 regions that overlap by 0.25 at most", none.getMessage());
    }
}
