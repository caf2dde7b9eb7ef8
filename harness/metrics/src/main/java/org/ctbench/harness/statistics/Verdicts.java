package org.ctbench.harness.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.statistics.Verdict.Kind;
import org.ctbench.reports.cells.Digits;

/**
 * Compares values that were measured with published ones. Two questions are asked of each, and each has its own verdict.
 *
 * <p>{@link Question#SAME_IMAGES}: P is the published value, M the mean of n trainings, s their deviation, C the confidence.
 *
 * <ul>
 *   <li>reproduced exactly: every training gives the digits of P
 *   <li>reproduced: |M - P| + half a digit + t(n - 1, C) s sqrt(1 + 1/n) is below the margin. These are two one-sided tests (Schuirmann,
 *       Journal of Pharmacokinetics and Biopharmaceutics 15 (1987) 657), each with an error of 1 - C
 *   <li>differs: no value that rounds to P lies within M +- t(n - 1, (1 + C) / 2) s sqrt(1 + 1/n)
 *   <li>compatible: neither is shown
 * </ul>
 *
 * <p>The first that holds is the verdict: a difference that is certain and below the margin counts as none. The sampling of patients is no part
 * of it, as the images are the same. Of one training s is what the plan or the paper states, with its degrees of freedom and n = 1; where nothing is
 * stated, other digits cannot be told from another seed. {@link NewTraining} has the interval and its scale.
 *
 * <p>{@link Question#SAME_POPULATION}: the published value is taken for the true one of all patients of the kind. The same
 * tests, with the variance of sampling patients added: w + s² (1 + 1/n), see {@link SeedSpread}; and nothing is told apart or shown to be equal
 * that is not by the seeds alone, as few degrees of freedom of s² weigh less in the sum. It cannot be told by fewer than {@link
 * #LEAST_PATIENTS} patients. Without patients the interval is by slice and too narrow: a value within it is compatible, of any other
 * nothing is said.
 */
public final class Verdicts {
    /**
     * Percentile intervals of the bootstrap of so many patients hold the true value in 93 % of cases instead of 95 %; those of 10 in 90 %, of 4 in
     * 85 % ({@code VerdictCoverageTest}).
     */
    public static final int LEAST_PATIENTS = 20;

    private static final int LEAST_SEEDS = 3;
    private static final int DECIMALS_OF_MARGINS = 2;

    private final VerdictRules rules;
    private final Scale scale;
    private final Optional<SeedDeviation> known;

    /** Verdicts on values of one unit, by the seed deviation of the plan. */
    public Verdicts(VerdictRules rules, Scale scale) {
        this(rules, scale, rules.seedDeviation());
    }

    /**
     * Verdicts on values of one unit.
     *
     * @param known seed deviation that models with one training are judged by
     */
    public Verdicts(VerdictRules rules, Scale scale, Optional<StatedDeviation> known) {
        this.rules = Objects.requireNonNull(rules);
        this.scale = Objects.requireNonNull(scale);
        this.known = known.flatMap(stated -> stated.of(scale));
    }

    /** The verdict where nothing was measured. */
    public static Verdict notRun(String because) {
        return Verdict.of(Kind.NOT_RUN, "Not run: " + because + ".");
    }

    /** The verdict where nothing is published. */
    public static Verdict notPublished(String because) {
        return Verdict.of(Kind.NOT_PUBLISHED, "Not published: " + because + ".");
    }

    /** The verdict where the images were evaluated and something makes the two sides incomparable. */
    public static Verdict cannotBeTold(String because) {
        return Verdict.of(Kind.CANNOT_BE_TOLD, "Cannot be told: " + because + ".");
    }

    /** The verdict on a question. */
    public Verdict of(Question question, PublishedValue published, MeasuredValue measured) {
        if (!published.certain()) {
            return cannotBeTold("the published value of " + printed(published)
                    + " rests on an assumption and is not stated; measured was " + value(published, measured));
        }
        return question == Question.SAME_IMAGES ? sameImages(published, measured) : samePopulation(published, measured);
    }

    /**
     * Probability that another training on the same images is at least as good as the published value; empty for two seeds, which say
     * next to nothing about how rare a value is, for one without a stated deviation, and where the published value rests on an assumption.
     *
     * @param moreIsBetter whether a larger value is a better one
     */
    public OptionalDouble reaches(PublishedValue published, MeasuredValue measured, boolean moreIsBetter) {
        Optional<NewTraining> other = measured.newTraining(known)
                .filter(training -> measured.seeds() == 1 || measured.seeds() >= LEAST_SEEDS);
        if (other.isEmpty() || !published.certain()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                moreIsBetter
                        ? other.get().atLeast(lowest(published))
                        : 1 - other.get().atLeast(highest(published)));
    }

    /** The interval that a verdict on a question rests on; of the same population by slice where patients are unknown. */
    public Optional<Interval> interval(Question question, MeasuredValue measured) {
        Optional<Interval> seeds = measured.newTraining(known).map(other -> other.interval(rules.confidence()));
        if (question == Question.SAME_IMAGES) {
            return seeds;
        }
        return measured.elsewhere(known, rules.confidence())
                .orElse(measured.ofOneRun())
                .known()
                .map(of -> measured.possible(of.interval()))
                .map(of -> seeds.map(of::with).orElse(of));
    }

    private Verdict sameImages(PublishedValue published, MeasuredValue measured) {
        boolean same = measured.perSeed().stream()
                .allMatch(v -> scale.rounded(v, published.decimals()).compareTo(published.printed()) == 0);
        if (same) {
            return Verdict.exact("Reproduced exactly: measured and published are " + printed(published) + " ("
                    + measured.basis() + ").");
        }
        Optional<NewTraining> other = measured.newTraining(known);
        if (other.isEmpty()) {
            return oneTraining(published, measured);
        }
        return tested(Question.SAME_IMAGES, published, measured, bySeeds(published, other.get()));
    }

    private Tested bySeeds(PublishedValue published, NewTraining other) {
        return new Tested(
                other.p(lowest(published), highest(published)),
                other.interval(rules.confidence()),
                other.interval(2 * rules.confidence() - 1));
    }

    private Verdict samePopulation(PublishedValue published, MeasuredValue measured) {
        if (measured.patients().isPresent() && measured.patients().getAsLong() < LEAST_PATIENTS) {
            return cannotBeTold("intervals by fewer than " + LEAST_PATIENTS + " patients are too narrow; measured was "
                    + value(published, measured) + ", published is " + printed(published) + " (" + measured.basis()
                    + ")");
        }
        Optional<String> unknown = measured.ofOneRun().unknownBecause();
        if (unknown.isPresent()) {
            return cannotBeTold("measured was " + value(published, measured) + ", published is " + printed(published)
                    + ", and the measured value has no interval: " + unknown.get());
        }
        Optional<Uncertainty.Known> all =
                measured.elsewhere(known, rules.confidence()).flatMap(Uncertainty::known);
        if (measured.patients().isEmpty() || all.isEmpty()) {
            return tooNarrow(published, measured);
        }
        Uncertainty.Known of = all.get();
        Student student = new Student(measured.value(), of.standardError(), of.degreesOfFreedom());
        Tested alone = new Tested(student.p(lowest(published), highest(published)), of.interval(), of.inner());
        Tested seeds = bySeeds(published, measured.newTraining(known).orElseThrow());
        return tested(Question.SAME_POPULATION, published, measured, alone.with(seeds));
    }

    /** By an interval that leaves something out: a value within it is compatible, of any other nothing is said. */
    private Verdict tooNarrow(PublishedValue published, MeasuredValue measured) {
        boolean byPatient = measured.patients().isPresent();
        Interval interval =
                measured.possible(measured.ofOneRun().known().orElseThrow().interval());
        if (interval.low() <= highest(published) && lowest(published) <= interval.high()) {
            return Verdict.of(
                    Kind.COMPATIBLE,
                    "Compatible: the published " + printed(published) + " lies in the " + percent(rules.confidence())
                            + " interval " + scale.interval(interval, published.decimals()) + " "
                            + (byPatient ? "by patient" : "by slice") + " around the measured "
                            + value(published, measured) + ", which is too narrow: it leaves out "
                            + (byPatient ? "what another seed changes" : "that slices of one patient are alike")
                            + " (" + measured.basis() + ").");
        }
        return byPatient
                ? oneTraining(published, measured)
                : cannotBeTold("measured was " + value(published, measured) + ", published is " + printed(published)
                        + ", and an interval by slice is too narrow to tell them apart (" + measured.basis() + ")");
    }

    private Verdict oneTraining(PublishedValue published, MeasuredValue measured) {
        BigDecimal off = scale.rounded(measured.value(), published.decimals())
                .subtract(published.printed())
                .abs();
        return cannotBeTold("measured " + value(published, measured) + " is off by "
                + scale.difference(off.doubleValue()) + " from the published " + printed(published)
                + "; one training cannot tell this from another seed (" + measured.basis() + ")");
    }

    /**
     * What a test says.
     *
     * @param p of the hypothesis that the published value is one of those in question
     * @param outer of the confidence C
     * @param inner of the confidence 2 C - 1
     */
    private record Tested(double p, Interval outer, Interval inner) {
        /** What both tests say together: no more than either. */
        Tested with(Tested other) {
            return new Tested(Math.max(p, other.p), outer.with(other.outer), inner.with(other.inner));
        }
    }

    private Verdict tested(Question question, PublishedValue published, MeasuredValue measured, Tested test) {
        double low = test.inner().low() - highest(published);
        double high = test.inner().high() - lowest(published);
        double smallest = Math.max(-low, high);
        OptionalDouble margin = margin(measured);
        Kind kind;
        String sentence;
        String outer = percent(rules.confidence()) + " interval "
                + scale.interval(measured.possible(test.outer()), published.decimals()) + " " + question.interval();
        if (margin.isPresent() && smallest < margin.getAsDouble()) {
            kind = Kind.REPRODUCED;
            sentence = "Reproduced: measured " + value(published, measured) + ", published " + printed(published)
                    + "; the " + percent(2 * rules.confidence() - 1) + " interval of the difference, "
                    + scale.differences(new Interval(scale.print(low), scale.print(high)), published.decimals()) + ", "
                    + question.interval() + ", lies within the margin of " + words(margin.getAsDouble()) + " ("
                    + measured.basis() + ").";
        } else if (test.p() >= 1 - rules.confidence()) {
            kind = Kind.COMPATIBLE;
            sentence = "Compatible: the published " + printed(published) + " lies in the " + outer
                    + ", around the measured " + value(published, measured) + notShown(margin) + " ("
                    + measured.basis() + ").";
        } else {
            boolean higher = measured.value() > highest(published);
            kind = higher ? Kind.HIGHER : Kind.LOWER;
            sentence = "Differs: measured " + value(published, measured) + " is " + (higher ? "higher" : "lower")
                    + " than the published " + printed(published) + ", which lies outside the " + outer
                    + notShown(margin) + " (" + measured.basis() + ").";
        }
        return new Verdict(kind, sentence, OptionalDouble.of(test.p()), OptionalDouble.of(smallest));
    }

    private String notShown(OptionalDouble margin) {
        return margin.isPresent()
                ? "; that they differ by less than " + words(margin.getAsDouble()) + " is not shown"
                : "";
    }

    /** The margin of a value, a fraction; empty if the seeds say it and there is one seed of which nothing is known. */
    public OptionalDouble margin(MeasuredValue measured) {
        return rules.margin().bySeeds()
                ? measured.newTraining(known)
                        .map(other -> OptionalDouble.of(other.betweenTwo(rules.confidence())))
                        .orElseGet(OptionalDouble::empty)
                : scale.fraction(rules);
    }

    private String words(double margin) {
        double printed = rules.margin().bySeeds()
                ? Digits.rounded(
                                BigDecimal.valueOf(scale.print(margin)),
                                DECIMALS_OF_MARGINS + (scale == Scale.PERCENT ? 0 : 2))
                        .doubleValue()
                : scale.margin(rules).orElseThrow();
        return scale.difference(printed);
    }

    /** Smallest value that rounds to the published digits, a fraction. */
    private double lowest(PublishedValue published) {
        return scale.fraction(published.lowest());
    }

    private double highest(PublishedValue published) {
        return scale.fraction(published.highest());
    }

    private String printed(PublishedValue published) {
        return scale.published(published.printed());
    }

    private String value(PublishedValue published, MeasuredValue measured) {
        return scale.value(measured.value(), published.decimals());
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .setScale(6, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
