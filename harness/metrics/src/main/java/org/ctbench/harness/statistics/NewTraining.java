package org.ctbench.harness.statistics;

import java.util.Arrays;
import java.util.Objects;

/**
 * What another training by the same protocol, with a seed of its own, gives on the same images: Student's prediction
 * interval M +- t s sqrt(1 + 1 / n) of n trainings with mean M and deviation s (Hahn and Meeker, Statistical Intervals, 1991, section
 * 4.7; for replications Patil, Peng and Leek, Perspectives on Psychological Science 11 (2016) 539). The images are the same, so that
 * their sampling is no part of it. Near the ends of the range of a metric it is made on the logit scale ({@link EndScale}).
 *
 * <p>Where all trainings gave one value, s is not 0 but unknown: smaller than what so many trainings can show. It is then taken as
 * the smallest that they could have shown, with one of them one image off. A published value one image away is then told apart
 * from seven trainings on.
 */
public final class NewTraining {
    private final Student onScale;
    private final EndScale scale;
    private final SeedDeviation deviation;

    private NewTraining(Student onScale, EndScale scale, SeedDeviation deviation) {
        this.onScale = onScale;
        this.scale = scale;
        this.deviation = deviation;
    }

    /**
     * By trainings with several seeds.
     *
     * @param perSeed their values, two or more
     * @param lowest what the metric is at worst, 0 or -1
     * @param images number of images that the value is about
     * @throws IllegalArgumentException if there are fewer than two values
     */
    public static NewTraining of(double[] perSeed, double lowest, long images) {
        EndScale scale = new EndScale(lowest, images);
        double[] varied = perSeed.clone();
        if (Arrays.stream(perSeed).map(scale::of).distinct().count()
                == 1) { // less than half an image from an end is the end
            varied[0] += scale.isHigh(varied[0]) ? -scale.image() : scale.image();
        }
        double error =
                SeedDeviation.of(Arrays.stream(varied).map(scale::of).toArray()).deviation()
                        * Math.sqrt(1 + 1.0 / perSeed.length);
        double centre =
                Moments.of(Arrays.stream(perSeed).map(scale::of).toArray()).mean();
        return new NewTraining(new Student(centre, error, perSeed.length - 1.0), scale, SeedDeviation.of(varied));
    }

    /**
     * By one training, and a deviation that is known from elsewhere: with n = 1, t s sqrt(2).
     *
     * @param known positive
     */
    public static NewTraining ofOne(double value, SeedDeviation known, double lowest, long images) {
        EndScale scale = new EndScale(lowest, images);
        double inwards = scale.isHigh(value) ? value - known.deviation() : value + known.deviation();
        double error = Math.abs(scale.of(inwards) - scale.of(value)) * Math.sqrt(2);
        return new NewTraining(
                new Student(scale.of(value), error, known.degreesOfFreedom()), scale, Objects.requireNonNull(known));
    }

    /** The interval that holds the value of the other training with this confidence, within the range of the metric. */
    public Interval interval(double confidence) {
        Interval on = onScale.interval(confidence);
        return new Interval(scale.back(on.low()), scale.back(on.high()));
    }

    /**
     * Two-sided p-value of the hypothesis that a value is one of another training.
     *
     * @param low lowest that the value can be, a fraction; it was rounded
     * @param high highest that it can be
     */
    public double p(double low, double high) {
        return onScale.p(scale.of(low), scale.of(high));
    }

    /**
     * Probability that another training gives at least a value.
     *
     * @param value a fraction
     */
    double atLeast(double value) {
        return onScale.above(scale.of(value));
    }

    /** By how much two single trainings differ at most with this confidence: t s sqrt(2), a fraction. */
    public double betweenTwo(double confidence) {
        return deviation.difference(1, 1, confidence);
    }

    /** Deviation of one training; where all gave the same value, the smallest that they could have shown. */
    public SeedDeviation deviation() {
        return deviation;
    }
}
