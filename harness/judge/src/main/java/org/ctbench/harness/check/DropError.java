package org.ctbench.harness.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.statistics.SeedDeviation;

/**
 * How far the difference of two means over trainings may be off. Numbers are fractions.
 *
 * @param sampling standard error by resampling patients; empty where resampling cannot tell, as too few slices differ
 * @param seeds seed deviation
 * @param before number of trainings of the baseline, 1 or more
 * @param now number of trainings of the run, 1 or more
 */
record DropError(OptionalDouble sampling, SeedDeviation seeds, int before, int now) {
    DropError {
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(seeds, "seeds");
    }

    /** The square root of S of {@link DropRule}. */
    double ofSeeds() {
        return seeds.ofDifference(before, now);
    }

    /** The square root of w + S; where resampling cannot tell, of S. */
    double total() {
        return StrictMath.hypot(sampling.orElse(0), ofSeeds());
    }

    /** Degrees of freedom of w + S, by Satterthwaite. */
    double degreesOfFreedom() {
        return seeds.degreesOfFreedom() * StrictMath.pow(total() / ofSeeds(), 4);
    }

    /**
     * The seed deviation of both sides together, with n1 + n2 - 2 degrees of freedom. Where the trainings of each side all gave
     * one value it is not 0 but smaller than so many can show; it is then the smallest that they could have shown, with one of them one
     * image off.
     *
     * @param before values of the baseline's trainings, one or more
     * @param now values of the run's
     * @param image what one image more or less changes of a value
     * @param stated what is stated for single trainings
     * @return the stated one if there is one training on both sides
     */
    static Optional<SeedDeviation> pooled(
            List<Double> before, List<Double> now, double image, Optional<SeedDeviation> stated) {
        List<SeedDeviation> sides = new ArrayList<>();
        for (List<Double> side : List.of(before, now)) {
            if (side.size() > 1) {
                sides.add(SeedDeviation.of(
                        side.stream().mapToDouble(Double::doubleValue).toArray()));
            }
        }
        if (sides.isEmpty()) {
            return stated;
        }
        SeedDeviation pooled = SeedDeviation.pooled(sides);
        if (pooled.deviation() > 0) {
            return Optional.of(pooled);
        }
        double[] oneOff = new double[Math.max(before.size(), now.size())];
        oneOff[0] = image;
        return Optional.of(new SeedDeviation(SeedDeviation.of(oneOff).deviation(), pooled.degreesOfFreedom()));
    }
}
