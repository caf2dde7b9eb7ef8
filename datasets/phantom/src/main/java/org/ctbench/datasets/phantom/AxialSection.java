package org.ctbench.datasets.phantom;

/**
 * The outlines of one patient at one height, as signed distances in millimetres, positive inside. Immutable; safe for
 * use by several threads.
 */
final class AxialSection {
    private static final double CORNER = 9;

    private final Body body;
    private final double t;
    private final double shoulder;
    private final double widthScale;
    private final double heightScale;
    private final double heart;
    private final double rightDome;
    private final double leftDome;
    private final ValueNoise wobble;
    private final double z;

    /**
     * @param z height below the apex of the lungs
     * @param wobble irregularity of the outlines of this patient
     */
    AxialSection(Body body, double z, ValueNoise wobble) {
        this.body = body;
        this.z = z;
        this.wobble = wobble;
        t = z / body.lungLength();
        shoulder = 1 + 0.13 * (1 - Outlines.step(0.02, 0.25, t));
        double apex = Outlines.step(-0.12, 0.42, t);
        widthScale = 0.42 + 0.58 * apex;
        heightScale = 0.5 + 0.5 * apex;
        heart = body.heart() * Outlines.step(0.34, 0.62, t) * (1 - 0.45 * Outlines.step(0.82, 1.05, t));
        rightDome = dome(body.diaphragm());
        leftDome = dome(body.diaphragm() + 0.07);
    }

    private double dome(double top) {
        return t <= top ? 0 : Math.sqrt(Math.min(1, (t - top) / (1.02 - top)));
    }

    /** Height as share of the lung length, 0 at the apex and 1 at the base. */
    double t() {
        return t;
    }

    double z() {
        return z;
    }

    /** Size of the heart in this section, 0 above it and about 1 where it is largest. */
    double heart() {
        return heart;
    }

    double cageWidth() {
        return body.cageWidth() * widthScale;
    }

    double cageHeight() {
        return body.cageHeight() * heightScale;
    }

    /** Middle of the rib cage in y; the apex lies towards the back. */
    double cageMiddle() {
        return 0.16 * body.cageHeight() * (1 - heightScale) / 0.5;
    }

    /** Centre of the vertebra in y. */
    double spine() {
        return cageMiddle() + cageHeight() - 13;
    }

    /** The trunk with shoulders and breasts. */
    double trunk(double x, double y) {
        double d = Outlines.rounded(x, y, body.halfWidth() * shoulder, body.halfHeight(), body.square());
        double size = body.breast() * Outlines.step(0.3, 0.45, t) * (1 - Outlines.step(0.75, 0.95, t));
        if (size > 0.05) {
            double side = 0.5 * body.halfWidth();
            double front = -0.86 * body.halfHeight();
            double breast = Outlines.ellipse(Math.abs(x) - side, y - front, 52 * size, 36 * size);
            d = Outlines.either(d, breast, 12);
        }
        return d;
    }

    /** Fat below the skin is where {@link #trunk} is positive and this is negative. */
    double muscle(double x, double y) {
        double w = body.halfWidth() * shoulder - body.fat();
        double uneven = 4 * wobble.at(x, y, z, 34);
        return Outlines.rounded(x, y, w, body.halfHeight() - 0.8 * body.fat(), body.square()) + uneven;
    }

    /** Inner side of the rib cage. */
    double cage(double x, double y) {
        return Outlines.rounded(x, y - cageMiddle(), cageWidth(), cageHeight(), 0.22);
    }

    /** Both lungs. */
    double lung(double x, double y) {
        double cage = cage(x, y);
        if (cage < -4) {
            return cage;
        }
        double d = Outlines.both(cage - 2, -mediastinum(x, y), CORNER);
        double dome = x < 0 ? rightDome : leftDome;
        if (dome > 0) {
            double middle = x < 0 ? -0.45 * cageWidth() : 0.47 * cageWidth();
            double front = cageMiddle() - 0.1 * cageHeight();
            double organ =
                    Outlines.ellipse(x - middle, y - front, 0.62 * cageWidth() * dome, 0.95 * cageHeight() * dome);
            d = Outlines.both(d, -organ, CORNER);
        }
        return d + 1.3 * wobble.at(x, y, z, 17);
    }

    /** Everything between the lungs: great vessels, spine, aorta and heart. */
    double mediastinum(double x, double y) {
        double h = cageHeight();
        double middle = cageMiddle();
        double column = body.mediastinum() * (0.85 + 0.2 * Outlines.step(0.2, 0.45, t));
        double d = Outlines.ellipse(x - 2, y - middle + 0.12 * h, column, 0.72 * h);
        d = Outlines.either(d, Outlines.ellipse(x, y - spine(), 25, 22), CORNER);
        d = Outlines.either(d, Outlines.ellipse(x - 20, y - spine() + 16, 14, 14), CORNER);
        d = Outlines.either(d, Outlines.ellipse(x, y - middle + h, 16, 0.35 * h), CORNER);
        if (heart > 0.05) {
            d = Outlines.either(d, heart(x, y), CORNER);
        }
        return d;
    }

    /** The heart; negative everywhere above it. */
    double heart(double x, double y) {
        double w = 55 * heart;
        double h = Math.min(50, 0.62 * cageHeight()) * heart;
        return heart < 0.05 ? -1000 : Outlines.ellipse(x - 20 * heart, y - cageMiddle() + 0.24 * cageHeight(), w, h);
    }
}
