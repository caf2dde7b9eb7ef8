package org.ctbench.datasets.phantom;

/**
 * One opacity of the lung: an ellipsoid with an uneven edge, cut by the outline of the lung and, if lobar, by a fissure.
 *
 * @param dense whether it hides the vessels (consolidation) or lets them be seen (ground glass)
 * @param x centre in millimetres, likewise y and z
 * @param rx half axis along {@code angle} in millimetres
 * @param ry half axis across it
 * @param rz half axis from head to feet
 * @param angle of the first axis in the section, in radians
 * @param density HU that ground glass adds; HU that a consolidation has
 * @param fissure y of the fissure at the centre, in millimetres
 * @param keep 1 if only what lies behind the fissure is ill, -1 if only what lies before it, 0 if there is none
 */
record Opacity(
        boolean dense,
        double x,
        double y,
        double z,
        double rx,
        double ry,
        double rz,
        double angle,
        double density,
        double fissure,
        int keep) {
    private static final double FISSURE_SLOPE = 0.45;

    static Opacity groundGlass(double[] centre, double[] radii, double angle, double added) {
        return new Opacity(false, centre[0], centre[1], centre[2], radii[0], radii[1], radii[2], angle, added, 0, 0);
    }

    static Opacity consolidation(double[] centre, double[] radii, double angle, double density) {
        return new Opacity(true, centre[0], centre[1], centre[2], radii[0], radii[1], radii[2], angle, density, 0, 0);
    }

    /** The same lesion, ending at a fissure. */
    Opacity endingAt(double y0, int side) {
        return new Opacity(dense, x, y, z, rx, ry, rz, angle, density, y0, side);
    }

    /** The same place with other half axes and ground glass instead: the halo of a consolidation. */
    Opacity halo(double factor, double added) {
        return new Opacity(false, x, y, z, rx * factor, ry * factor, rz * factor, angle, added, fissure, keep);
    }

    /** The same place with smaller half axes and consolidated: the core of ground glass. */
    Opacity core(double factor, double hu) {
        return new Opacity(true, x, y, z, rx * factor, ry * factor, rz * factor, angle, hu, fissure, keep);
    }

    /** How ill the lung is at a point, 0 to 1, before the outline of the lung cuts it. */
    double at(double px, double py, double pz, ValueNoise texture) {
        double dx = px - x;
        double dy = py - y;
        double reach = 1.5 * Math.max(rx, ry);
        if (Math.abs(dx) > reach || Math.abs(dy) > reach || Math.abs(pz - z) > 1.5 * rz) {
            return 0;
        }
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        double u = (dx * c + dy * s) / rx;
        double v = (dy * c - dx * s) / ry;
        double w = (pz - z) / rz;
        double uneven = 0.3 * texture.at(px, py, pz, 15) + 0.12 * texture.at(px, py, pz, 6);
        double inside = 1 - Math.sqrt(u * u + v * v + w * w) + uneven;
        double soft = dense ? 0.1 : 0.2;
        double opacity = Outlines.step(-soft, soft, inside);
        if (keep != 0) {
            double behind = py - fissure + FISSURE_SLOPE * (pz - z);
            opacity *= Outlines.step(-1.5, 1.5, keep * behind);
        }
        return opacity;
    }
}
