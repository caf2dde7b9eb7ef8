package org.ctbench.harness.cost;

import java.util.Locale;

/** Times and sizes for people, with no more digits than an estimate bears. */
final class Quantity {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double DAY = 86_400;
    private static final double KILO = 1000;

    private Quantity() {}

    /** A time and its range in the unit of the median: {@code 31 days [26-35]}. */
    static String range(Span span) {
        Unit unit = Unit.of(span.median());
        return unit.text(span.median()) + " [" + unit.number(span.shortest()) + "-" + unit.number(span.longest()) + "]";
    }

    /** A time with its unit: {@code 14 h}. */
    static String time(double seconds) {
        return Unit.of(seconds).text(seconds);
    }

    /** Bytes, in thousands of thousands: {@code 1.2 GB}. */
    static String bytes(long bytes) {
        double value = bytes;
        for (String unit : new String[] {"B", "kB", "MB"}) {
            if (value < KILO) {
                return digits(value) + " " + unit;
            }
            value /= KILO;
        }
        return digits(value) + " GB";
    }

    /** {@code 58,782}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Two digits, or all those before the point. */
    private static String digits(double value) {
        return String.format(Locale.ROOT, value < 9.95 && value > 0 ? "%.1f" : "%.0f", value);
    }

    private record Unit(String name, double seconds) {
        static Unit of(double seconds) {
            if (seconds < 1.5 * MINUTE) {
                return new Unit("s", 1);
            }
            if (seconds < 1.5 * HOUR) {
                return new Unit("min", MINUTE);
            }
            return seconds < 2 * DAY ? new Unit("h", HOUR) : new Unit("days", DAY);
        }

        String number(double time) {
            return digits(time / seconds);
        }

        String text(double time) {
            return number(time) + " " + name;
        }
    }
}
