package org.ctbench.datasets.phantom;

/** Smooth random field in space: random values on a lattice, interpolated. Pure arithmetic, the same everywhere. */
final class ValueNoise {
    private final long seed;

    ValueNoise(long seed) {
        this.seed = seed;
    }

    /** Value in [-1, 1] at a point; features are about {@code scale} wide, in the unit of the point. */
    double at(double x, double y, double z, double scale) {
        double px = x / scale;
        double py = y / scale;
        double pz = z / scale;
        long ix = (long) Math.floor(px);
        long iy = (long) Math.floor(py);
        long iz = (long) Math.floor(pz);
        double fx = fade(px - ix);
        double fy = fade(py - iy);
        double fz = fade(pz - iz);
        return Outlines.mix(plane(ix, iy, iz, fx, fy), plane(ix, iy, iz + 1, fx, fy), fz);
    }

    private double plane(long x, long y, long z, double fx, double fy) {
        double top = Outlines.mix(corner(x, y, z), corner(x + 1, y, z), fx);
        double bottom = Outlines.mix(corner(x, y + 1, z), corner(x + 1, y + 1, z), fx);
        return Outlines.mix(top, bottom, fy);
    }

    /** Mixing constants of the SplitMix64 finaliser (Steele, Lea and Flood, OOPSLA 2014). */
    private double corner(long x, long y, long z) {
        long h = seed ^ x * 0x9E3779B97F4A7C15L ^ y * 0xC2B2AE3D27D4EB4FL ^ z * 0x165667B19E3779F9L;
        h = (h ^ h >>> 30) * 0xBF58476D1CE4E5B9L;
        h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
        h ^= h >>> 31;
        return (h >> 11) * 0x1.0p-52;
    }

    private static double fade(double t) {
        return t * t * (3 - 2 * t);
    }
}
