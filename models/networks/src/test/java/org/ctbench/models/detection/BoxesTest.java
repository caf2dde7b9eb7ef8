package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BoxesTest {
    private static final Boxes TWO = Boxes.of(1, 2, 4, 8, -3, 5, 20, 30);

    @Test
    void tellsEdgesAndSizes() {
        assertEquals(2, TWO.size());
        assertEquals(-3, TWO.x1(1));
        assertEquals(5, TWO.y1(1));
        assertEquals(20, TWO.x2(1));
        assertEquals(30, TWO.y2(1));
        assertEquals(23, TWO.width(1));
        assertEquals(25, TWO.height(1));
        assertEquals(18, TWO.area(0));
    }

    @Test
    void clipsToTheImageAndKeepsWhatIsNoNumber() {
        Boxes boxes = Boxes.of(-1, -2, 12, 7, 3, Float.NaN, 11, 2);

        Boxes inside = boxes.clip(new ImageSize(6, 10));

        assertArrayEquals(new float[] {0, 0, 10, 6, 3, Float.NaN, 10, 2}, inside.coordinates());
    }

    @Test
    void selectsWithRepetitionAndAppends() {
        Boxes all = TWO.select(1, 0, 1).then(Boxes.of(0, 0, 1, 1));

        assertArrayEquals(new float[] {-3, 5, 20, 30, 1, 2, 4, 8, -3, 5, 20, 30, 0, 0, 1, 1}, all.coordinates());
    }

    @Test
    void scalesEachDirectionByItsOwnFactor() {
        assertArrayEquals(
                new float[] {2, 1, 8, 4, -6, 2.5f, 40, 15}, TWO.scale(2, 0.5f).coordinates());
    }

    @Test
    void canBeEmpty() {
        Boxes none = Boxes.of();

        assertEquals(0, none.size());
        assertEquals(2, none.then(TWO).size());
        assertEquals(0, TWO.select().clip(new ImageSize(1, 1)).size());
    }

    @Test
    void doesNotChangeWithTheArraysOfItsCallers() {
        float[] edges = {1, 2, 3, 4};
        Boxes box = Boxes.of(edges);

        edges[0] = 9;
        box.coordinates()[1] = 9;

        assertArrayEquals(new float[] {1, 2, 3, 4}, box.coordinates());
    }

    @Test
    void rejectsPartsOfABox() {
        var e = assertThrows(IllegalArgumentException.class, () -> Boxes.of(1, 2, 3));

        assertEquals("3 coordinates are not those of whole boxes", e.getMessage());
    }

    @Test
    void rejectsAnImageWithoutPixels() {
        var e = assertThrows(IllegalArgumentException.class, () -> new ImageSize(0, 5));

        assertEquals("an image of 0 x 5 pixels", e.getMessage());
    }
}
