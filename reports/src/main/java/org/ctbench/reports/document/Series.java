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
 * @param band around the line, such as from the lowest to the highest seed: one range for each point; empty for none
 */
public record Series(String name, Role role, List<Point> points, List<Range> band) {
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

    /**
     * A piece of a band.
     *
     * @param low not above the point; finite
     * @param high not below the point; finite
     */
    public record Range(double low, double high) {
        /** @throws IllegalArgumentException if an end is not finite or they are swapped */
        public Range {
            if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
                throw new IllegalArgumentException("a range from " + low + " to " + high);
            }
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no point, x does not grow, or the band does not enclose the line
     */
    public Series {
        name = PlainText.of("name", name);
        Objects.requireNonNull(role, "role");
        points = List.copyOf(points);
        band = List.copyOf(band);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("series '" + name + "' has no point");
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).x() <= points.get(i - 1).x()) {
                throw new IllegalArgumentException("series '" + name + "' goes from x = "
                        + points.get(i - 1).x() + " to " + points.get(i).x() + "; x must grow");
            }
        }
        requireBand(name, points, band);
    }

    /** A line without a band. */
    public Series(String name, Role role, List<Point> points) {
        this(name, role, points, List.of());
    }

    /** The same line with a band around it. */
    public Series withBand(List<Range> around) {
        return new Series(name, role, points, around);
    }

    private static void requireBand(String name, List<Point> points, List<Range> band) {
        if (!band.isEmpty() && band.size() != points.size()) {
            throw new IllegalArgumentException(
                    "series '" + name + "' has " + points.size() + " points, its band " + band.size() + " ranges");
        }
        for (int i = 0; i < band.size(); i++) {
            double y = points.get(i).y();
            if (y < band.get(i).low() || y > band.get(i).high()) {
                throw new IllegalArgumentException("series '" + name + "' is " + y + " at x = "
                        + points.get(i).x() + ", outside its band from "
                        + band.get(i).low() + " to "
                        + band.get(i).high());
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
     * Trailing mean: each point becomes the mean of itself and those before it, at most {@code window} of them. A band
     * is left out: it is one of single points.
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
