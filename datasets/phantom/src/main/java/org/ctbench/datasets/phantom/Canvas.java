package org.ctbench.datasets.phantom;

/**
 * A square grid of densities on which shapes are painted with soft edges. Coordinates are those of the body, in
 * millimetres; the scanner decides where they fall on the grid. Not thread-safe.
 */
final class Canvas {
    private final int size;
    private final double pixel;
    private final double cos;
    private final double sin;
    private final double shiftX;
    private final double shiftY;
    private final double[] hu;

    Canvas(int size, Scanner scanner) {
        this.size = size;
        pixel = scanner.field() / size;
        cos = StrictMath.cos(scanner.tilt());
        sin = StrictMath.sin(scanner.tilt());
        shiftX = scanner.shiftX();
        shiftY = scanner.shiftY();
        hu = new double[size * size];
    }

    int size() {
        return size;
    }

    /** Width of a pixel in millimetres. */
    double pixel() {
        return pixel;
    }

    /** Densities in HU, row by row. */
    double[] hu() {
        return hu;
    }

    /** Body coordinate of the centre of a pixel. */
    double x(int column, int row) {
        return millimetres(column, shiftX) * cos + millimetres(row, shiftY) * sin;
    }

    /** Body coordinate of the centre of a pixel. */
    double y(int column, int row) {
        return millimetres(row, shiftY) * cos - millimetres(column, shiftX) * sin;
    }

    /** Share of a pixel that lies inside an outline whose signed distance from its centre is given. */
    double cover(double distance) {
        return Outlines.clamp(distance / pixel + 0.5);
    }

    private double millimetres(int index, double shift) {
        return (index + 0.5 - size / 2.0) * pixel - shift;
    }

    private double column(double x, double y) {
        return (x * cos - y * sin + shiftX) / pixel + size / 2.0 - 0.5;
    }

    private double row(double x, double y) {
        return (x * sin + y * cos + shiftY) / pixel + size / 2.0 - 0.5;
    }

    /** A straight stroke: from one point to another, with a width and a density. */
    record Stroke(double x0, double y0, double x1, double y1, double radius, double density) {
        static Stroke disc(double x, double y, double radius, double density) {
            return new Stroke(x, y, x, y, radius, density);
        }

        private double inside(double x, double y) {
            double dx = x1 - x0;
            double dy = y1 - y0;
            double length = dx * dx + dy * dy;
            double t = length == 0 ? 0 : Outlines.clamp(((x - x0) * dx + (y - y0) * dy) / length);
            double ox = x - x0 - t * dx;
            double oy = y - y0 - t * dy;
            return radius - Math.sqrt(ox * ox + oy * oy);
        }
    }

    /**
     * Paints a stroke. What is thinner than a pixel fades instead of vanishing.
     *
     * @param where weight of each pixel in [0, 1], or null for all of it
     */
    void paint(Stroke stroke, double[] where) {
        double reach = stroke.radius() + pixel;
        double c0 = column(stroke.x0(), stroke.y0());
        double c1 = column(stroke.x1(), stroke.y1());
        double r0 = row(stroke.x0(), stroke.y0());
        double r1 = row(stroke.x1(), stroke.y1());
        int margin = (int) Math.ceil(reach / pixel);
        int left = Math.max(0, (int) Math.floor(Math.min(c0, c1)) - margin);
        int right = Math.min(size - 1, (int) Math.ceil(Math.max(c0, c1)) + margin);
        int top = Math.max(0, (int) Math.floor(Math.min(r0, r1)) - margin);
        int bottom = Math.min(size - 1, (int) Math.ceil(Math.max(r0, r1)) + margin);
        double thin = Math.min(1, 2 * stroke.radius() / pixel);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                int at = row * size + column;
                double weight = where == null ? 1 : where[at];
                if (weight > 0) {
                    double cover = cover(stroke.inside(x(column, row), y(column, row)));
                    hu[at] = Outlines.mix(hu[at], stroke.density(), thin * cover * weight);
                }
            }
        }
    }
}
