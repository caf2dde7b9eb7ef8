package org.ctbench.harness.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Values by place, in bounded memory. Places fall into stretches of equal length; each keeps its first, last, smallest and
 * largest value. When there are too many stretches their length doubles. Not safe for use by several threads.
 */
final class BoundedSeries {
    /** Stretches at most; a curve has at most four times as many points. */
    static final int STRETCHES = 128;

    private final TreeMap<Long, Stretch> stretches = new TreeMap<>();
    private long length = 1;

    record Point(long x, double y) {}

    /** First, last, smallest and largest point of a stretch; some may be the same. */
    private record Stretch(Point first, Point last, Point least, Point most) {
        static Stretch of(Point p) {
            return new Stretch(p, p, p, p);
        }

        /** This stretch with a later one. */
        Stretch then(Stretch other) {
            return new Stretch(
                    first,
                    other.last,
                    other.least.y < least.y ? other.least : least,
                    other.most.y > most.y ? other.most : most);
        }

        List<Point> points() {
            return List.of(first, least, most, last).stream()
                    .distinct()
                    .sorted((a, b) -> Long.compare(a.x, b.x))
                    .toList();
        }
    }

    /**
     * Adds a value. Places ascend; one that does not takes back the values from there on, as a run does that goes on from a
     * checkpoint.
     *
     * @param x at least 0
     */
    void add(long x, double y) {
        if (!stretches.isEmpty() && stretches.lastEntry().getValue().last.x >= x) {
            takeBack(x);
        }
        put(new Point(x, y));
        while (stretches.size() > STRETCHES) {
            length *= 2;
            List<Stretch> all = new ArrayList<>(stretches.values());
            stretches.clear();
            all.forEach(s -> stretches.merge(s.first.x / length, s, Stretch::then));
        }
    }

    private void put(Point point) {
        stretches.merge(point.x / length, Stretch.of(point), Stretch::then);
    }

    private void takeBack(long from) {
        stretches.tailMap(from / length, false).clear();
        Stretch cut = stretches.remove(from / length);
        if (cut != null) {
            cut.points().stream().filter(p -> p.x < from).forEach(this::put);
        }
    }

    void clear() {
        stretches.clear();
        length = 1;
    }

    /** What is kept, by ascending place. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        stretches.values().forEach(s -> points.addAll(s.points()));
        return points;
    }

    /** At most {@code count} values, spread over the whole course; the last value is always among them. */
    List<Double> outline(int count) {
        List<Stretch> all = new ArrayList<>(stretches.values());
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < Math.min(count, all.size()); i++) {
            int at = all.size() <= count ? i : (int) ((i + 1L) * all.size() / count - 1);
            values.add(all.get(at).last.y);
        }
        return values;
    }
}
