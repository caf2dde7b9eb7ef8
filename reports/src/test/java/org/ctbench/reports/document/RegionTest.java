package org.ctbench.reports.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegionTest {
    @Test
    void hasTheLeastBoxAroundItsPixels() {
        Region region = Region.of(5, 7, i -> i == 1 * 7 + 4 || i == 3 * 7 + 2);

        assertEquals(Optional.of(new PixelBox(2, 1, 5, 4)), region.bounds());
        assertEquals(2, region.area());
    }

    @Test
    void hasNoBoxWithoutPixels() {
        assertEquals(Optional.empty(), Region.of(5, 7, i -> false).bounds());
    }

    @Test
    void containsNothingOutsideTheImage() {
        Region all = Region.of(2, 3, i -> true);

        assertTrue(all.contains(1, 2));
        assertFalse(all.contains(-1, 0));
        assertFalse(all.contains(0, -1));
        assertFalse(all.contains(2, 0));
        assertFalse(all.contains(0, 3));
    }

    @Test
    void refusesABoxThatEndsBeforeItStarts() {
        var e = assertThrows(IllegalArgumentException.class, () -> new PixelBox(3, 0, 2, 5));

        assertEquals("a box from (3.0, 0.0) to (2.0, 5.0)", e.getMessage());
    }
}
