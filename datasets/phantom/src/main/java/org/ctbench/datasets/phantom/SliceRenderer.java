package org.ctbench.datasets.phantom;

import java.util.List;
import org.ctbench.datasets.phantom.Canvas.Stroke;
import org.ctbench.splits.random.SeededRandom;

/** Draws the slices of one scan. Safe for use by several threads. */
final class SliceRenderer {
    private static final double AIR = -1000;
    private static final double FAT = -105;
    private static final double SOFT = 45;

    private final PhantomScan scan;
    private final int size;
    private final List<Vessel> vessels;

    SliceRenderer(PhantomScan scan, int size) {
        this.scan = scan;
        this.size = size;
        vessels = scan.vessels();
    }

    /**
     * One slice.
     *
     * @param pixels 8-bit grey values, row by row
     * @param mask 0 outside the lungs, 1 lung, 2 ground glass, 3 consolidation, row by row
     */
    record Rendered(byte[] pixels, byte[] mask) {}

    Rendered render(int number) {
        Drawing drawing = new Drawing(scan.section(number));
        drawing.tissue();
        new Thorax(scan.body(), drawing.section, drawing.canvas).paint();
        drawing.groundGlass();
        drawing.vessels();
        drawing.consolidation();
        SeededRandom random = scan.noise(number);
        double[] hu = Exposure.expose(drawing.canvas.hu(), size, scan.scanner(), random);
        return new Rendered(Exposure.window(hu, scan.scanner()), drawing.mask());
    }

    /** A slice on its way. */
    private final class Drawing {
        private final AxialSection section;
        private final Canvas canvas = new Canvas(size, scan.scanner());
        private final double[] lung = new double[size * size];
        private final double[] glass = new double[size * size];
        private final double[] dense = new double[size * size];

        Drawing(AxialSection section) {
            this.section = section;
        }

        /** Air, table, skin, fat, muscle, mediastinum and healthy lung. */
        void tissue() {
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    int at = row * size + column;
                    double x = canvas.x(column, row);
                    double y = canvas.y(column, row);
                    double trunk = section.trunk(x, y);
                    double hu = outside(x, y, trunk);
                    if (trunk > -canvas.pixel()) {
                        hu = Outlines.mix(hu, inside(x, y, trunk), canvas.cover(trunk));
                        double depth = trunk > 0 ? section.lung(x, y) : -1000;
                        lung[at] = canvas.cover(depth);
                        if (lung[at] > 0) {
                            hu = Outlines.mix(hu, scan.parenchyma().at(x, y, section, depth), lung[at]);
                        }
                    }
                    canvas.hu()[at] = hu;
                }
            }
        }

        /** Air, what covers the patient, mattress and table. */
        private double outside(double x, double y, double trunk) {
            Scanner scanner = scan.scanner();
            double covered = canvas.cover(Math.min(trunk + scanner.blanket(), scanner.blanket() - 0.1));
            double folds = 60 * scan.texture().at(x, y, section.z() + 300, 12);
            double hu = Outlines.mix(AIR, scanner.cloth() + folds, covered);
            if (!scanner.table() || Math.abs(x) > 205) {
                return hu;
            }
            double radius = 330;
            double dy = y - (scan.body().halfHeight() + 9 - radius);
            double below = dy < 0 ? -1000 : Math.sqrt(x * x + dy * dy) - radius;
            double shell = Math.max(canvas.cover(2 - Math.abs(below)), canvas.cover(2 - Math.abs(below - 26)));
            return Outlines.mix(below > 0 && below < 26 ? scanner.cloth() : hu, -150, shell);
        }

        private double inside(double x, double y, double trunk) {
            double z = section.z();
            double grain = scan.texture().at(x, y, z, 11);
            double fat = FAT + 9 * grain;
            double muscle = SOFT + 12 * grain;
            double seam = Outlines.step(0.45, 0.6, Math.abs(scan.texture().at(x, y, z + 900, 23)));
            double cage = section.cage(x, y);
            double wall = Outlines.mix(muscle, fat, cage < -9 ? 0.8 * seam : 0);
            double hu = Outlines.mix(fat, wall, canvas.cover(section.muscle(x, y)));
            hu = Outlines.mix(SOFT - 20, hu, canvas.cover(trunk - 2));
            if (cage > -2) {
                double heart = canvas.cover(section.heart(x, y) + 2);
                double core = Outlines.mix(Outlines.mix(fat + 40, muscle - 10, 1 - seam), muscle, heart);
                hu = Outlines.mix(hu, core, canvas.cover(cage));
            }
            return hu;
        }

        void vessels() {
            double reach = 0.5 * scan.scanner().spacing();
            double z = section.z();
            for (Vessel v : vessels) {
                if (v.crosses(z, reach + v.radius())) {
                    double a = v.along(z - reach - 0.5 * v.radius());
                    double b = v.along(z + reach + 0.5 * v.radius());
                    canvas.paint(piece(v, a, b, v.radius(), 30), lung);
                }
            }
        }

        private Stroke piece(Vessel v, double a, double b, double radius, double density) {
            return new Stroke(
                    Outlines.mix(v.x0(), v.x1(), a),
                    Outlines.mix(v.y0(), v.y1(), a),
                    Outlines.mix(v.x0(), v.x1(), b),
                    Outlines.mix(v.y0(), v.y1(), b),
                    radius,
                    density);
        }

        void groundGlass() {
            ValueNoise texture = scan.texture();
            for (Opacity lesion : scan.lesions()) {
                if (!lesion.dense()) {
                    spread(lesion, (at, opacity, x, y) -> {
                        double grain = 1 + 0.3 * texture.at(x, y, section.z() + 2000, 7);
                        double added = Math.min(lesion.density() * grain, -250 - canvas.hu()[at]);
                        double before = glass[at];
                        glass[at] = Math.max(before, opacity);
                        canvas.hu()[at] += Math.max(0, added) * Math.max(0, opacity - before) * lung[at];
                    });
                }
            }
        }

        void consolidation() {
            for (Opacity lesion : scan.lesions()) {
                if (lesion.dense()) {
                    spread(lesion, (at, opacity, x, y) -> {
                        canvas.hu()[at] = Outlines.mix(canvas.hu()[at], lesion.density(), 0.93 * opacity * lung[at]);
                        dense[at] = Math.max(dense[at], opacity * lung[at]);
                    });
                }
            }
            for (Vessel v : vessels) {
                if (v.radius() > 1.5 && v.radius() < 4.5 && v.crosses(section.z(), 3)) {
                    double a = v.along(section.z() - 3);
                    double b = v.along(section.z() + 3);
                    canvas.paint(piece(v, a, b, 0.55 * v.radius(), -750), dense);
                }
            }
        }

        private void spread(Opacity lesion, Spot spot) {
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    int at = row * size + column;
                    if (lung[at] > 0) {
                        double x = canvas.x(column, row);
                        double y = canvas.y(column, row);
                        double opacity = lesion.at(x, y, section.z(), scan.texture());
                        if (opacity > 0) {
                            spot.at(at, opacity, x, y);
                        }
                    }
                }
            }
        }

        byte[] mask() {
            byte[] mask = new byte[size * size];
            for (int at = 0; at < mask.length; at++) {
                if (lung[at] >= 0.5) {
                    mask[at] = (byte) (dense[at] >= 0.5 ? 3 : glass[at] >= 0.5 ? 2 : 1);
                }
            }
            return mask;
        }
    }

    /** What a lesion does to a pixel. */
    private interface Spot {
        void at(int pixel, double opacity, double x, double y);
    }
}
