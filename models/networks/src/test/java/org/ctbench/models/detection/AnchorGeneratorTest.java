package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.ctbench.models.golden.Golden;
import org.junit.jupiter.api.Test;

class AnchorGeneratorTest {
    private static final List<Float> SIZES = List.of(2f, 4f, 8f, 16f, 32f);
    private static final List<Float> RATIOS = List.of(0.1f, 0.25f, 0.5f, 1f, 1.5f, 2f);
    private static final List<Golden> CASES = Golden.load("anchors");

    private final AnchorGenerator generator = new AnchorGenerator(SIZES, RATIOS);

    @Test
    void roundsTheAnchorsOfACellAsTorchvision() {
        assertEquals(30, generator.perLocation());
        assertArrayEquals(CASES.get(0).floats("base").values(), generator.base().coordinates());
    }

    @Test
    void makesTheAnchorsOfThePapersNetworks() {
        float[][] halfExtents = { // sizes 2, 4, 8, 16, 32 of each ratio: half width, half height
            {3, 0, 6, 1, 13, 1, 25, 3, 51, 5},
            {2, 0, 4, 1, 8, 2, 16, 4, 32, 8},
            {1, 1, 3, 1, 6, 3, 11, 6, 23, 11},
            {1, 1, 2, 2, 4, 4, 8, 8, 16, 16},
            {1, 1, 2, 2, 3, 5, 7, 10, 13, 20},
            {1, 1, 1, 3, 3, 6, 6, 11, 11, 23}
        };

        Boxes base = generator.base();

        for (int a = 0; a < 30; a++) {
            float halfWidth = halfExtents[a / 5][a % 5 * 2];
            float halfHeight = halfExtents[a / 5][a % 5 * 2 + 1];
            assertEquals(-halfWidth, base.x1(a), 0f, "left edge of anchor " + a);
            assertEquals(-halfHeight, base.y1(a), 0f, "upper edge of anchor " + a);
            assertEquals(halfWidth, base.x2(a), 0f, "right edge of anchor " + a);
            assertEquals(halfHeight, base.y2(a), 0f, "lower edge of anchor " + a);
        }
    }

    @Test
    void roundsHalfAPixelToTheEvenOne() {
        Boxes base = new AnchorGenerator(List.of(3f, 5f), List.of(1f)).base();

        assertArrayEquals(new float[] {-2, -2, 2, 2, -2, -2, 2, 2}, base.coordinates());
    }

    @Test
    void placesThemOnEveryCellAsTorchvision() {
        Golden small = CASES.get(1);

        Boxes anchors = over(small);

        assertArrayEquals(small.floats("anchors").values(), anchors.coordinates());
    }

    @Test
    void placesThemOnTheWholeImageAsTorchvision() {
        Golden whole = CASES.get(2);

        Boxes anchors = over(whole);

        assertEquals(whole.integer("count"), anchors.size());
        assertArrayEquals(
                whole.floats("chosen").values(),
                anchors.select(whole.integers("indices")).coordinates());
    }

    private Boxes over(Golden golden) {
        int[] grid = golden.integers("grid");
        return generator.over(new ImageSize(grid[0], grid[1]), grid[2], grid[3]);
    }

    @Test
    void rejectsAFeatureMapThatIsEmptyOrLargerThanTheImage() {
        ImageSize image = new ImageSize(8, 9);

        var empty = assertThrows(IllegalArgumentException.class, () -> generator.over(image, 0, 3));
        var large = assertThrows(IllegalArgumentException.class, () -> generator.over(image, 8, 10));

        assertEquals("features of 0 x 3 cells for an image of 8 x 9 pixels", empty.getMessage());
        assertEquals("features of 8 x 10 cells for an image of 8 x 9 pixels", large.getMessage());
    }

    @Test
    void rejectsSizesAndRatiosThatAreNotPositive() {
        var none = assertThrows(IllegalArgumentException.class, () -> new AnchorGenerator(List.of(), RATIOS));
        var zero = assertThrows(IllegalArgumentException.class, () -> new AnchorGenerator(SIZES, List.of(1f, 0f)));

        assertEquals("anchors of sizes [] and ratios " + RATIOS, none.getMessage());
        assertEquals("anchors of sizes " + SIZES + " and ratios [1.0, 0.0]", zero.getMessage());
    }
}
