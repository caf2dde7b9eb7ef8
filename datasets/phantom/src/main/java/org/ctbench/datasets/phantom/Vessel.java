package org.ctbench.datasets.phantom;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.splits.random.SeededRandom;

/**
 * A straight piece of a vessel of the lung, in millimetres.
 *
 * @param radius of the vessel
 */
record Vessel(double x0, double y0, double z0, double x1, double y1, double z1, double radius) {
    private static final int GENERATIONS = 6;

    /** Both trees of one patient, from the hila outwards; they reach beyond the lungs, whose outline cuts them. */
    static List<Vessel> trees(Body body, SeededRandom random) {
        List<Vessel> vessels = new ArrayList<>();
        for (int side = -1; side <= 1; side += 2) {
            for (int trunk = 0; trunk < 7; trunk++) {
                double z = body.lungLength() * (0.36 + 0.035 * trunk);
                double[] from = {side * (body.mediastinum() + 4), 6 + 10 * (random.nextDouble() - 0.5), z};
                double[] to = {
                    side * (0.5 + random.nextDouble()),
                    1.6 * (random.nextDouble() - 0.42),
                    0.42 * (trunk - 3) + 0.3 * (random.nextDouble() - 0.5)
                };
                grow(vessels, random, from, unit(to), 0);
            }
        }
        return vessels;
    }

    private static void grow(
            List<Vessel> vessels, SeededRandom random, double[] from, double[] direction, int generation) {
        double length = 25 * Math.max(0.45, 1 - 0.12 * generation) * (0.7 + 0.6 * random.nextDouble());
        double radius = 4.6;
        for (int i = 0; i < generation; i++) {
            radius *= 0.74;
        }
        double[] to = new double[3];
        for (int i = 0; i < 3; i++) {
            to[i] = from[i] + length * direction[i];
        }
        vessels.add(new Vessel(from[0], from[1], from[2], to[0], to[1], to[2], radius));
        if (generation == GENERATIONS) {
            return;
        }
        for (int child = 0; child < 2; child++) {
            double spread = child == 0 ? 0.35 : 0.75;
            double[] turned = new double[3];
            for (int i = 0; i < 3; i++) {
                turned[i] = direction[i] + 2 * spread * (random.nextDouble() - 0.5);
            }
            grow(vessels, random, to, unit(turned), generation + 1);
        }
    }

    private static double[] unit(double[] v) {
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return new double[] {v[0] / length, v[1] / length, v[2] / length};
    }

    /** Share of the way along the piece where it enters (or leaves) the height {@code z}, held to [0, 1]. */
    double along(double z) {
        return z1 == z0 ? 0 : Outlines.clamp((z - z0) / (z1 - z0));
    }

    /** Whether the piece comes within {@code reach} of the height {@code z}. */
    boolean crosses(double z, double reach) {
        return Math.min(z0, z1) - reach <= z && z <= Math.max(z0, z1) + reach;
    }
}
