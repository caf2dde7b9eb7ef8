package org.ctbench.reports.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.SplittableRandom;
import org.ctbench.reports.document.Region;
import org.junit.jupiter.api.Test;

class ContourTest {
    @Test
    void goesOnceAroundARectangleWithFourCorners() {
        Region rectangle = Region.of(5, 6, i -> i / 6 >= 1 && i / 6 < 3 && i % 6 >= 2);

        assertEquals("M2,1 L6,1 L6,3 L2,3 Z", text(Contour.of(rectangle)));
    }

    @Test
    void keepsPixelsApartThatTouchAtACornerOnly() {
        Region diagonal = Region.of(2, 2, i -> i == 0 || i == 3);

        assertEquals("M0,0 L1,0 L1,1 L0,1 Z M1,1 L2,1 L2,2 L1,2 Z", text(Contour.of(diagonal)));
    }

    @Test
    void isEmptyForAnEmptyRegion() {
        assertEquals("", text(Contour.of(Region.of(3, 3, i -> false))));
    }

    @Test
    void enclosesThePixelsOfAnyRegionAndNoOthers() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 50; trial++) {
            boolean[] inside = new boolean[9 * 11];
            for (int i = 0; i < inside.length; i++) {
                inside[i] = random.nextInt(3) > 0; // with holes and corners
            }

            Path2D path = Contour.of(Region.of(9, 11, i -> inside[i]));

            for (int i = 0; i < inside.length; i++) {
                assertEquals(inside[i], path.contains(i % 11 + 0.5, i / 11 + 0.5), "pixel " + i + " of trial " + trial);
            }
        }
    }

    private static String text(Path2D path) {
        StringBuilder text = new StringBuilder();
        double[] point = new double[6];
        for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(point);
            String letter = kind == PathIterator.SEG_MOVETO ? "M" : kind == PathIterator.SEG_LINETO ? "L" : "Z";
            text.append(letter);
            if (kind != PathIterator.SEG_CLOSE) {
                text.append((int) point[0]).append(',').append((int) point[1]);
            }
            text.append(' ');
        }
        return text.toString().strip();
    }
}
