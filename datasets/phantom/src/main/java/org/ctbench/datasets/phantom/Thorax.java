package org.ctbench.datasets.phantom;

import org.ctbench.datasets.phantom.Canvas.Stroke;

/** Paints bones, airways and great vessels of one section. */
final class Thorax {
    private static final double CORTEX = 650;
    private static final double AIR = -990;
    private static final double BLOOD = 45;
    private static final int RIBS = 8;
    private static final double RIB_PITCH = 30;

    private final Body body;
    private final AxialSection section;
    private final Canvas canvas;

    Thorax(Body body, AxialSection section, Canvas canvas) {
        this.body = body;
        this.section = section;
        this.canvas = canvas;
    }

    void paint() {
        spine();
        ribs(-1);
        ribs(1);
        sternum();
        if (section.t() < 0.42) {
            shoulderBlade(-1);
            shoulderBlade(1);
        }
        aorta();
        airways();
    }

    private void bone(double x0, double y0, double x1, double y1, double radius) {
        canvas.paint(new Stroke(x0, y0, x1, y1, radius, CORTEX), null);
        canvas.paint(new Stroke(x0, y0, x1, y1, Math.max(0.4, radius - 1.7), body.bone()), null);
    }

    private void spine() {
        double y = section.spine();
        bone(-5, y, 5, y, 14.5);
        bone(-11, y + 16, -11, y + 23, 4);
        bone(11, y + 16, 11, y + 23, 4);
        bone(-14, y + 21, -33, y + 27, 3.6);
        bone(14, y + 21, 33, y + 27, 3.6);
        bone(0, y + 27, 0, y + 44, 3.6);
        canvas.paint(Stroke.disc(0, y + 19, 7.5, 35), null);
    }

    private void ribs(int side) {
        double w = section.cageWidth() + 5.5;
        double h = section.cageHeight() + 5.5;
        double moved = body.ribPhase() + section.z() / RIB_PITCH;
        double phase = moved - Math.floor(moved);
        for (int i = 0; i < RIBS; i++) {
            double turn = -1.35 + 2.75 * (i + 1 - phase) / RIBS; // radians from the side, back is positive
            double x = side * w * StrictMath.cos(turn);
            double y = section.cageMiddle() + h * StrictMath.sin(turn);
            double dx = -side * w * StrictMath.sin(turn);
            double dy = h * StrictMath.cos(turn);
            double half = (8 + 9 * Math.abs(StrictMath.sin(turn))) / Math.sqrt(dx * dx + dy * dy);
            bone(x - half * dx, y - half * dy, x + half * dx, y + half * dy, 4.3);
        }
    }

    private void sternum() {
        if (section.t() > 0.12 && section.t() < 0.78) {
            double y = section.cageMiddle() - section.cageHeight() - 6;
            bone(-14, y, 14, y, 4.6);
        }
    }

    private void shoulderBlade(int side) {
        double w = section.cageWidth() + 17;
        double h = section.cageHeight() + 15;
        double lower = 0.95;
        double upper = 0.95 - 0.7 * (1 - section.t() / 0.45);
        double x0 = side * w * StrictMath.cos(lower);
        double y0 = section.cageMiddle() + h * StrictMath.sin(lower);
        double x1 = side * (w + 5) * StrictMath.cos(upper);
        double y1 = section.cageMiddle() + h * StrictMath.sin(upper);
        bone(x0, y0, x1, y1, 3.3);
    }

    private void aorta() {
        double y = section.spine() - 17;
        if (section.t() > 0.3) {
            canvas.paint(Stroke.disc(20, y, 12, BLOOD), null);
        } else if (section.t() > 0.22) {
            canvas.paint(new Stroke(18, y, 4, section.cageMiddle() - 0.35 * section.cageHeight(), 11, BLOOD), null);
        }
        if (section.t() > 0.3 && section.heart() < 0.8) {
            canvas.paint(Stroke.disc(-6, section.cageMiddle() - 0.38 * section.cageHeight(), 14, BLOOD), null);
            canvas.paint(Stroke.disc(-20, section.cageMiddle() - 0.28 * section.cageHeight(), 8, BLOOD), null);
        }
    }

    private void airways() {
        double y = section.cageMiddle() + 0.12 * section.cageHeight();
        double t = section.t();
        if (t < 0.36) {
            canvas.paint(Stroke.disc(-1, y, 10, 30), null);
            canvas.paint(Stroke.disc(-1, y, 8.2, AIR), null);
        } else if (t < 0.52) {
            double apart = 9 + 130 * (t - 0.36);
            for (int side = -1; side <= 1; side += 2) {
                canvas.paint(Stroke.disc(side * apart, y + 3, 7.6, 35), null);
                canvas.paint(Stroke.disc(side * apart, y + 3, 5.8, AIR), null);
            }
        }
    }
}
