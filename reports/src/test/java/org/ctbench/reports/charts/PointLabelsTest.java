package org.ctbench.reports.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointLabelsTest {
    private static final Rectangle2D ROOM = new Rectangle2D.Double(40, 40, 400, 340);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void namesTwentyPointsWithoutOverlap(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Point2D> points = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            points.add(new Point2D.Double(50 + 19 * random.nextInt(20), 50 + 16 * random.nextInt(20)));
        }

        assertNamed(points, 90);
    }

    @Test
    void namesModelsThatShareOnePoint() {
        List<Point2D> points = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            points.add(new Point2D.Double(240, 200));
        }

        assertNamed(points, 100);
    }

    @Test
    void leavesOutANameThatFindsNoRoom() {
        PointLabels labels = new PointLabels(ROOM, List.of(), List.of());

        assertEquals(Optional.empty(), labels.place(new Point2D.Double(100, 100), 500));
    }

    private static void assertNamed(List<Point2D> points, double width) {
        PointLabels labels = new PointLabels(ROOM, points, List.of());
        List<Rectangle2D> boxes = new ArrayList<>();
        for (Point2D point : points) {
            boxes.add(labels.place(point, width).orElseThrow().box());
        }

        for (int i = 0; i < boxes.size(); i++) {
            assertTrue(ROOM.contains(boxes.get(i)), boxes.get(i).toString());
            for (int j = 0; j < i; j++) {
                assertFalse(boxes.get(i).intersects(boxes.get(j)), i + " over " + j);
            }
            for (Point2D point : points) {
                assertFalse(boxes.get(i).contains(point), "a name over a point");
            }
        }
    }
}
