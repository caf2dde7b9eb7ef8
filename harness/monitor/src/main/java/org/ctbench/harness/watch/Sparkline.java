package org.ctbench.harness.watch;

import java.util.List;

/** A curve in one line of text. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** One bar per value, the smallest lowest; a flat curve is drawn low, an empty one not at all. */
    static String of(List<Double> values) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (double value : values) {
            double height = most > least ? (value - least) / (most - least) : 0;
            line.append(BARS.charAt((int) Math.min(BARS.length() - 1.0, height * BARS.length())));
        }
        return line.toString();
    }
}
