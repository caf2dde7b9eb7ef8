package org.ctbench.harness.audit.feasibility;

import java.util.List;

/**
 * Whole t and f whose scores come close to the middle of each claim's interval, by the method of Gauss and Newton: the scores are taken
 * as straight functions of t and f, and the smallest step to the middles is made, measured by how far each unknown is from its
 * bounds; then again from there. Finds nothing exactly; a local search goes on from it.
 */
final class Approach {
    private static final int ROUNDS = 40;
    private static final int MOST_CLAIMS = 400; // the equations are solved in their cube

    private final ClassSizes sizes;
    private final List<Target> targets;
    private final int k;
    private final int rows;

    Approach(ClassSizes sizes, List<Target> targets) {
        this.sizes = sizes;
        this.targets = targets;
        k = sizes.size();
        rows = targets.size() + 1;
    }

    /** Moves unknowns that lie in a box, the hits first and then the false positives, towards the claims. */
    void move(long[] unknowns, SearchBox box, Budget budget) {
        if (targets.size() > MOST_CLAIMS) {
            return;
        }
        for (int round = 0; round < ROUNDS; round++) {
            double[][] slopes = new double[rows][2 * k];
            double[] away = new double[rows];
            boolean inside = linear(unknowns, box, slopes, away);
            if (inside || !budget.spend((long) rows * (4L * k + (long) rows * (2L * k + rows)))) {
                return;
            }
            step(unknowns, box, slopes, away);
        }
    }

    /** Slopes and distances of all claims, and of the number of all images, in halves of their intervals; whether all hold. */
    private boolean linear(long[] unknowns, SearchBox box, double[][] slopes, double[] away) {
        boolean inside = true;
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            double half = target.width() / 2;
            double[] sums = new double[target.parts()];
            for (int part = 0; part < sums.length; part++) {
                for (int c = 0; c < k; c++) {
                    sums[part] += target.part(part, c, unknowns[c], unknowns[k + c]);
                }
            }
            double value = target.value(sums, 0);
            away[i] = ((target.low() + target.high()) / 2 - value) / half;
            inside &= Math.abs(away[i]) < 1;
            for (int u = 0; u < 2 * k; u++) {
                if (target.concerns(u % k)) {
                    slopes[i][u] = slope(target, sums, unknowns, u, box) / half;
                }
            }
        }
        long all = 0;
        for (int u = 0; u < 2 * k; u++) {
            slopes[rows - 1][u] = 2;
            all += unknowns[u];
        }
        away[rows - 1] = 2.0 * (sizes.total() - all);
        return inside && all == sizes.total();
    }

    /** What one image more changes, or one image less where no more is possible. */
    private double slope(Target target, double[] sums, long[] unknowns, int u, SearchBox box) {
        int c = u % k;
        int sign = unknowns[u] < box.high(u) ? 1 : -1;
        long hits = unknowns[c] + (u < k ? sign : 0);
        long falsePositives = unknowns[k + c] + (u < k ? 0 : sign);
        double[] moved = sums.clone();
        for (int part = 0; part < moved.length; part++) {
            moved[part] +=
                    target.part(part, c, hits, falsePositives) - target.part(part, c, unknowns[c], unknowns[k + c]);
        }
        return sign * (target.value(moved, 0) - target.value(sums, 0));
    }

    private void step(long[] unknowns, SearchBox box, double[][] slopes, double[] away) {
        double[] room = new double[2 * k];
        for (int u = 0; u < room.length; u++) {
            double distance = 1 + Math.min(unknowns[u] - box.low(u), box.high(u) - unknowns[u]);
            room[u] = box.width(u) == 0 ? 0 : distance * distance;
        }
        double[][] equations = new double[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j <= i; j++) {
                for (int u = 0; u < room.length; u++) {
                    equations[i][j] += slopes[i][u] * room[u] * slopes[j][u];
                }
            }
        }
        double[] prices = solve(equations, away);
        for (int u = 0; u < room.length; u++) {
            double step = 0;
            for (int i = 0; i < rows; i++) {
                step += slopes[i][u] * prices[i];
            }
            double to = unknowns[u] + room[u] * step;
            unknowns[u] = Math.round(Math.max(box.low(u), Math.min(box.high(u), to)));
        }
    }

    /** Solves symmetric equations, of which the lower half is given, by Cholesky's method; dependent ones are softened. */
    private static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            a[i][i] = a[i][i] * (1 + 1e-9) + 1e-3; // a thousandth of an interval is near enough
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int m = 0; m < j; m++) {
                    sum -= a[i][m] * a[j][m];
                }
                a[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / a[j][j];
            }
            for (int m = 0; m < i; m++) {
                x[i] -= a[i][m] * x[m];
            }
            x[i] /= a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int m = i + 1; m < n; m++) {
                x[i] -= a[m][i] * x[m];
            }
            x[i] /= a[i][i];
        }
        return x;
    }
}
