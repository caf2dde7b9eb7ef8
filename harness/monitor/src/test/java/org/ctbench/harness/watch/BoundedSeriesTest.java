package org.ctbench.harness.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ctbench.harness.watch.BoundedSeries.Point;
import org.junit.jupiter.api.Test;

class BoundedSeriesTest {
    @Test
    void aShortSeriesIsKeptWhole() {
        BoundedSeries series = new BoundedSeries();
        for (int i = 1; i <= 100; i++) {
            series.add(i, i * 0.5);
        }

        assertEquals(100, series.points().size());
        assertEquals(new Point(7, 3.5), series.points().get(6));
    }

    @Test
    void aLongSeriesStaysSmallAndKeepsItsEndsAndExtremes() {
        BoundedSeries series = new BoundedSeries();
        for (int i = 0; i < 300_000; i++) {
            series.add(i, i == 123_456 ? -9 : i == 222_222 ? 99 : 1.0 / (i + 1));
        }

        List<Point> points = series.points();
        assertTrue(points.size() <= 4 * BoundedSeries.STRETCHES, points.size() + " points");
        assertEquals(new Point(0, 1), points.get(0));
        assertEquals(299_999, points.get(points.size() - 1).x());
        assertTrue(points.contains(new Point(123_456, -9)));
        assertTrue(points.contains(new Point(222_222, 99)));
    }

    @Test
    void whatIsDoneAgainFromACheckpointReplacesWhatWasDoneBefore() {
        BoundedSeries series = new BoundedSeries();
        for (int i = 1; i <= 10; i++) {
            series.add(i, 1);
        }

        series.add(6, 2);
        series.add(7, 2);

        assertEquals(
                List.of(1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0),
                series.points().stream().map(Point::y).toList());
    }

    @Test
    void anOutlineEndsWithTheLastValue() {
        BoundedSeries series = new BoundedSeries();
        for (int i = 0; i < 1000; i++) {
            series.add(i, i);
        }

        List<Double> outline = series.outline(8);

        assertEquals(8, outline.size());
        assertEquals(999, outline.get(7));
    }
}
