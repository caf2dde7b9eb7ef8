package org.ctbench.datasets.phantom;

/** Outlines as signed distances in millimetres, positive inside. Exact near the outline, which is where it matters. */
final class Outlines {
    private Outlines() {}

    /** 0 below {@code low}, 1 above {@code high}, a smooth step between. */
    static double step(double low, double high, double value) {
        double t = clamp((value - low) / (high - low));
        return t * t * (3 - 2 * t);
    }

    /** The value held to [0, 1]. */
    static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }

    static double mix(double a, double b, double weight) {
        return a + (b - a) * weight;
    }

    /** Ellipse with half axes {@code rx}, {@code ry} about the origin. */
    static double ellipse(double x, double y, double rx, double ry) {
        double u = x / rx;
        double v = y / ry;
        return (1 - Math.sqrt(u * u + v * v)) * Math.min(rx, ry);
    }

    /**
     * Ellipse drawn towards its bounding rectangle.
     *
     * @param square 0 for the ellipse, 1 for the fourth-power outline
     */
    static double rounded(double x, double y, double rx, double ry, double square) {
        double u = x / rx * (x / rx);
        double v = y / ry * (y / ry);
        double radius = mix(Math.sqrt(u + v), Math.sqrt(Math.sqrt(u * u + v * v)), square);
        return (1 - radius) * Math.min(rx, ry);
    }

    /** Intersection of two shapes with the corner rounded over {@code k} millimetres. */
    static double both(double a, double b, double k) {
        double h = Math.max(0, k - Math.abs(a - b)) / k;
        return Math.min(a, b) - h * h * k / 4;
    }

    /** Union of two shapes with the corner filled over {@code k} millimetres. */
    static double either(double a, double b, double k) {
        return -both(-a, -b, k);
    }
}
