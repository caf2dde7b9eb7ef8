package org.ctbench.reports.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ctbench.reports.cells.PlainText;

/**
 * A line in a chart.
 *
 * @param name as the legend says it
 * @param role decides dash and marker, so that lines differ in grey print
 * @param points in ascending order of x, at least one
 */
public record Series(String name, Role role, List<Point> points) {
    /** What was measured. */
    public enum Role {
        /** On the data that the model learns from. */
        TRAINING,
        /** On data held back. */
        VALIDATION,
        /** Single measurements behind their mean: thin and pale, and behind all other lines. */
        NOISE
    }

    /**
     * A point.
     *
     * @param x for example the epoch; finite
     * @param y for example the loss; finite
     */
    public record Point(double x, double y) {
        public Point {
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException("point (" + x + ", " + y + ") is not finite; leave it out");
            }
        }
    }

    public Series {
        name = PlainText.of("name", name);
        Objects.requireNonNull(role, "role");
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("series '" + name + "' has no point");
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).x() <= points.get(i - 1).x()) {
                throw new IllegalArgumentException("series '" + name + "' goes from x = "
                        + points.get(i - 1).x() + " to " + points.get(i).x() + "; x must grow");
            }
        }
    }

    /** A series with x = 1, 2, 3, such as one loss for each epoch. */
    public static Series perEpoch(String name, Role role, List<Double> values) {
        List<Point> points = new ArrayList<>();
        for (double value : values) {
            points.add(new Point(points.size() + 1, value));
        }
        return new Series(name, role, points);
    }

    /**
     * Trailing mean: each point becomes the mean of itself and those before it, at most {@code window} of them.
     *
     * @param window 1 or more
     */
    public Series smoothed(int window) {
        if (window < 1) {
            throw new IllegalArgumentException("window is " + window + ", less than 1");
        }
        List<Point> smooth = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            List<Point> last = points.subList(Math.max(0, i - window + 1), i + 1);
            double mean = last.stream().mapToDouble(Point::y).sum() / last.size();
            smooth.add(new Point(points.get(i).x(), mean));
        }
        return new Series(name, role, smooth);
    }
}
