package org.ctbench.reports.charts;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds places for names of points: close to the point, over no other name or point, and away from lines where that is
 * possible.
 */
final class PointLabels {
    private static final double HEIGHT = 13;
    private static final double POINT = 5; // half a side of the square that a point keeps free
    private static final double TOUCHING = 7; // from the middle of a point to its name
    private static final double[] RINGS = {TOUCHING, 16, 26, 38, 52, 68, 86, 106, 130, 160};
    private static final int DIRECTIONS = 24;
    private static final double OVER_LINE = 14; // as bad as that many pixels of distance
    private static final double CROSSING = 60; // of two leaders, likewise

    private final Rectangle2D room;
    private final List<Point2D> points;
    private final List<Line2D> lines;
    private final List<Rectangle2D> taken = new ArrayList<>();
    private final List<Line2D> leaders = new ArrayList<>();

    /**
     * A search.
     *
     * @param room that no name leaves
     * @param points that no name covers
     * @param lines that names rather do not cover
     */
    PointLabels(Rectangle2D room, List<Point2D> points, List<Line2D> lines) {
        this.room = room;
        this.points = List.copyOf(points);
        this.lines = List.copyOf(lines);
    }

    /** A place for a name of that width; empty if there is none left. */
    Optional<Place> place(Point2D point, double width) {
        Place best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double ring : RINGS) {
            for (int d = 0; d < DIRECTIONS; d++) {
                Place place = at(point, width, ring, 2 * Math.PI * d / DIRECTIONS);
                double cost = free(place.box()) ? cost(place, ring) : Double.POSITIVE_INFINITY;
                if (cost < least) {
                    least = cost;
                    best = place;
                }
            }
        }
        if (best != null) {
            taken.add(best.box());
            best.leader().ifPresent(leaders::add);
        }
        return Optional.ofNullable(best);
    }

    private static Place at(Point2D point, double width, double ring, double angle) {
        double x = point.getX() + ring * StrictMath.cos(angle);
        double y = point.getY() - ring * StrictMath.sin(angle);
        double left = x - width / 2 + width / 2 * StrictMath.cos(angle);
        double top = y - HEIGHT / 2 - HEIGHT / 2 * StrictMath.sin(angle);
        Rectangle2D box = new Rectangle2D.Double(left, top, width, HEIGHT);
        Optional<Line2D> leader = ring <= TOUCHING
                ? Optional.empty()
                : Optional.of(new Line2D.Double(
                        point,
                        new Point2D.Double(
                                clamp(point.getX(), box.getMinX(), box.getMaxX()),
                                clamp(point.getY(), box.getMinY(), box.getMaxY()))));
        return new Place(box, leader);
    }

    private static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }

    private boolean free(Rectangle2D box) {
        return room.contains(box)
                && taken.stream().noneMatch(box::intersects)
                && points.stream()
                        .noneMatch(p -> box.intersects(p.getX() - POINT, p.getY() - POINT, 2 * POINT, 2 * POINT))
                && leaders.stream().noneMatch(box::intersectsLine);
    }

    private double cost(Place place, double ring) {
        double over = lines.stream().filter(place.box()::intersectsLine).count() * OVER_LINE;
        double crossed = place.leader()
                        .map(l -> leaders.stream().filter(l::intersectsLine).count()
                                + taken.stream().filter(l::intersects).count())
                        .orElse(0L)
                * CROSSING;
        return ring + over + crossed;
    }

    /**
     * A place of a name.
     *
     * @param box that the name fills
     * @param leader from the point to the name, where it does not stand beside it
     */
    record Place(Rectangle2D box, Optional<Line2D> leader) {}
}
