package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A value over trainings that differ in their seed alone, evaluated on the same slices. The value of seed s on a set of
 * images is taken as m + A + B(s) + C(s): A what these images do to every seed, B the seed, C what these images do
 * to this seed alone; all independent, with mean 0. The variances of the parts are estimated by moments (Searle, Casella and
 * McCulloch, Variance Components, 1992, section 4.2):
 *
 * <ul>
 *   <li>s², the variance over the seeds (n - 1): B + C
 *   <li>v, the mean over the seeds of the squared standard error by the bootstrap: A + C
 *   <li>w, the squared standard error of the mean over the seeds, all of them drawn again together: A + C / n
 *   <li>so C = (v - w) n / (n - 1), B = s² - C, A = v - C, each at least 0
 * </ul>
 *
 * @param seeds number of seeds, 2 or more
 * @param mean mean of the value over the seeds
 * @param deviation standard deviation over the seeds (n - 1), s: spread of seeds on the same images
 * @param samplingError standard error of one seed's value, the square root of v; empty where the bootstrap cannot tell
 * @param shares where the spread comes from; empty where the bootstrap cannot tell
 * @param ofMean uncertainty of the mean: variance w + s² / n. C / n is in both: the interval is at least as wide as it should be
 * @param ofOneRun of the true value, over all images of the kind, of one further training with a seed of its own: variance
 *     w + s² (1 + 1 / n). Both intervals are Student's around the mean, with the degrees of freedom of Satterthwaite
 *     (Biometrics Bulletin 2 (1946) 110): n - 1 for s², infinitely many for w
 */
public record SeedSpread(
        int seeds,
        double mean,
        double deviation,
        OptionalDouble samplingError,
        Optional<Shares> shares,
        Uncertainty ofMean,
        Uncertainty ofOneRun) {
    public SeedSpread {
        Objects.requireNonNull(samplingError, "samplingError");
        Objects.requireNonNull(shares, "shares");
        Objects.requireNonNull(ofMean, "ofMean");
        Objects.requireNonNull(ofOneRun, "ofOneRun");
        requireSeveral(seeds);
    }

    /**
     * Shares of the variance of a value, A, B and C of {@link SeedSpread} over their sum; they add up to 1.
     *
     * @param images what other images would change for every seed
     * @param seed what another seed would change on any images
     * @param seedOnImages what another seed changes on these images alone
     */
    public record Shares(double images, double seed, double seedOnImages) {}

    /**
     * The spread of each value, in the order of the values; empty where a seed has no value.
     *
     * @param perSeed what the training with each seed made of the same slices, two or more
     * @throws IllegalArgumentException if they are about different slices, or there is one seed
     */
    public static List<Optional<SeedSpread>> of(
            List<? extends Sample> perSeed, List<? extends AppliedMetric> metrics, Resampling resampling) {
        requireSeveral(perSeed.size());
        Joint joint = Joint.of(perSeed, metrics);
        return of(perSeed, joint, metrics, resampling, joint.best());
    }

    /**
     * The same by replicates that are drawn in another way.
     *
     * @param joint the trainings in their order
     */
    static List<Optional<SeedSpread>> of(
            List<? extends Sample> perSeed,
            Joint joint,
            List<? extends AppliedMetric> metrics,
            Resampling resampling,
            Resampler drawn) {
        int n = perSeed.size();
        List<Function<double[], OptionalDouble>> statistics = new ArrayList<>();
        for (AppliedMetric metric : metrics) {
            List<Function<double[], OptionalDouble>> seeds = new ArrayList<>();
            for (int s = 0; s < n; s++) {
                seeds.add(joint.statistic(metric, s));
            }
            statistics.addAll(seeds);
            statistics.add(sums -> mean(seeds, sums));
        }
        Replicates replicates = Replicates.of(drawn, statistics, resampling);
        double[] sums = joint.sums();
        List<Optional<SeedSpread>> spreads = new ArrayList<>();
        for (int first = 0; first < statistics.size(); first += n + 1) {
            double[] values = statistics.subList(first, first + n).stream()
                    .map(statistic -> statistic.apply(sums))
                    .flatMapToDouble(OptionalDouble::stream)
                    .toArray();
            Optional<SeedSpread> spread = Optional.empty();
            if (values.length == n) {
                double confidence = resampling.confidence();
                AppliedMetric metric = metrics.get(first / (n + 1));
                Uncertainty ofMean = Estimates.atAnEnd(
                                () -> perSeed.get(0).patientsOf(metric),
                                Moments.of(values).mean(),
                                joint.proportion(metric, 0, sums),
                                confidence)
                        .orElse(replicates.of(first + n).uncertainty(confidence));
                spread = Optional.of(of(values, variance(replicates, first, n), ofMean, confidence));
            }
            spreads.add(spread);
        }
        return List.copyOf(spreads);
    }

    /**
     * The spread of a value.
     *
     * @param values of the seeds
     * @param single v, if the bootstrap can tell
     * @param sampling of the mean over the seeds, by the bootstrap: w is its standard error squared
     */
    static SeedSpread of(double[] values, OptionalDouble single, Uncertainty sampling, double confidence) {
        double mean = Moments.of(values).mean();
        SeedDeviation seeds = SeedDeviation.of(values);
        double deviation = seeds.deviation();
        int n = values.length;
        OptionalDouble error = single.isEmpty() ? single : OptionalDouble.of(Math.sqrt(single.getAsDouble()));
        Optional<Shares> shares = single.isEmpty()
                ? Optional.empty()
                : sampling.known()
                        .flatMap(known -> shares(
                                deviation * deviation,
                                single.getAsDouble(),
                                StrictMath.pow(known.standardError(), 2),
                                n));
        return new SeedSpread(
                n,
                mean,
                deviation,
                error,
                shares,
                around(mean, sampling, seeds, 1.0 / n, confidence),
                around(mean, sampling, seeds, 1 + 1.0 / n, confidence));
    }

    private static void requireSeveral(int seeds) {
        if (seeds < 2) {
            throw new IllegalArgumentException("spread needs two seeds or more, found " + seeds);
        }
    }

    private static Optional<Shares> shares(double seeds, double single, double ofMean, int n) {
        double both = Math.max(0, (single - ofMean) * n / (n - 1));
        double seed = Math.max(0, seeds - both);
        double images = Math.max(0, single - both);
        double sum = images + seed + both;
        return sum > 0 ? Optional.of(new Shares(images / sum, seed / sum, both / sum)) : Optional.empty();
    }

    /**
     * Student's intervals around a value of variance w + factor * s².
     *
     * @param sampling its standard error squared is w
     */
    static Uncertainty around(
            double value, Uncertainty sampling, SeedDeviation seeds, double factor, double confidence) {
        if (sampling.known().isEmpty()) {
            return sampling;
        }
        double ofSeeds = factor * seeds.deviation() * seeds.deviation();
        double variance = StrictMath.pow(sampling.known().get().standardError(), 2) + ofSeeds;
        double freedom = ofSeeds == 0
                ? Double.POSITIVE_INFINITY
                : seeds.degreesOfFreedom() * StrictMath.pow(variance / ofSeeds, 2);
        Student student = new Student(value, Math.sqrt(variance), freedom);
        return new Uncertainty.Known(
                student.interval(confidence), student.interval(2 * confidence - 1), student.error(), freedom);
    }

    /** Mean of statistics of one replicate; empty where one has no value. */
    static OptionalDouble mean(List<Function<double[], OptionalDouble>> seeds, double[] sums) {
        double sum = 0;
        for (Function<double[], OptionalDouble> seed : seeds) {
            OptionalDouble value = seed.apply(sums);
            if (value.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += value.getAsDouble();
        }
        return OptionalDouble.of(sum / seeds.size());
    }

    /** v: mean variance of statistics {@code first} to {@code first + n - 1}; 0 for one whose replicates all agree. */
    private static OptionalDouble variance(Replicates replicates, int first, int n) {
        double sum = 0;
        for (int s = 0; s < n; s++) {
            Replicates.Sorted sorted = replicates.of(first + s);
            if (sorted.values().length < 2) {
                return OptionalDouble.empty();
            }
            sum += StrictMath.pow(sorted.deviation(), 2);
        }
        return OptionalDouble.of(sum / n);
    }
}
