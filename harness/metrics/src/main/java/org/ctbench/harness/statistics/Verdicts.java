package org.ctbench.harness.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.statistics.Verdict.Kind;

/**
 * Compares values that were measured with published ones. The first that holds is the verdict:
 *
 * <ol>
 *   <li>not published, not run
 *   <li>cannot be told: the images are generated, or only an uncertain value is published
 *   <li>reproduced exactly: the measured value, rounded as the paper rounds, has the same digits
 *   <li>cannot be told: the measured value has no interval
 *   <li>reproduced: two one-sided tests (Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15 (1987) 657), each
 *       with an error of 1 - confidence, show a difference below the margin: the 90 % interval of the difference lies
 *       within it, whichever value the published digits were rounded from
 *   <li>compatible: a value that rounds to the published digits lies in the 95 % interval
 *   <li>differs
 * </ol>
 *
 * <p>With several seeds equivalence is that of the mean over the seeds, and the 95 % interval is that of one further run:
 * the published value is one run. With one seed the interval does not know what another seed would give: "differs" may
 * then be the seed, and the sentence says that there was one.
 */
public final class Verdicts {
    private final VerdictRules rules;
    private final Scale scale;

    /** Verdicts on values of one unit. */
    public Verdicts(VerdictRules rules, Scale scale) {
        this.rules = Objects.requireNonNull(rules);
        this.scale = Objects.requireNonNull(scale);
    }

    /** The verdict where nothing was measured. */
    public static Verdict notRun(String because) {
        return new Verdict(Kind.NOT_RUN, "Not run: " + because + ".");
    }

    /** The verdict where nothing is published. */
    public static Verdict notPublished(String because) {
        return new Verdict(Kind.NOT_PUBLISHED, "Not published: " + because + ".");
    }

    /** The verdict where the images were evaluated and something makes the two sides incomparable. */
    public static Verdict cannotBeTold(String because) {
        return new Verdict(Kind.CANNOT_BE_TOLD, "Cannot be told: " + because + ".");
    }

    /**
     * The verdict on values of both sides.
     *
     * @param incomparable why the two are not comparable, whatever they are: the images are generated
     */
    public Verdict of(PublishedValue published, MeasuredValue measured, Optional<String> incomparable) {
        if (incomparable.isPresent()) {
            return cannotBeTold(incomparable.get());
        }
        if (!published.certain()) {
            return cannotBeTold("the published value of " + printed(published)
                    + " rests on an assumption and is not stated; " + "measured was " + value(published, measured));
        }
        if (scale.rounded(measured.value(), published.decimals()).compareTo(published.printed()) == 0) {
            return new Verdict(
                    Kind.REPRODUCED_EXACTLY,
                    "Reproduced exactly: measured and published are " + printed(published) + " (" + measured.basis()
                            + ").");
        }
        Optional<Uncertainty.Known> ofMean = measured.ofMean().known();
        Optional<Uncertainty.Known> ofOneRun = measured.ofOneRun().known();
        if (ofMean.isEmpty() || ofOneRun.isEmpty()) {
            String because = measured.ofMean()
                    .unknownBecause()
                    .or(measured.ofOneRun()::unknownBecause)
                    .orElseThrow();
            return cannotBeTold("measured was " + value(published, measured) + ", published is " + printed(published)
                    + ", and the measured value has no interval: " + because);
        }
        return tested(published, measured, ofMean.get(), ofOneRun.get());
    }

    private Verdict tested(
            PublishedValue published, MeasuredValue measured, Uncertainty.Known ofMean, Uncertainty.Known ofOneRun) {
        Interval inner = new Interval(
                scale.print(ofMean.inner().low()), scale.print(ofMean.inner().high()));
        Interval difference = new Interval(inner.low() - published.highest(), inner.high() - published.lowest());
        double margin = scale.margin(rules);
        if (difference.low() > -margin && difference.high() < margin) {
            return new Verdict(
                    Kind.REPRODUCED,
                    "Reproduced: measured " + value(published, measured) + ", published " + printed(published)
                            + "; the "
                            + percent(2 * rules.confidence() - 1) + " interval of the difference, "
                            + scale.differences(difference, published.decimals()) + ", lies within the margin of "
                            + scale.difference(margin) + " (" + measured.basis() + ").");
        }
        Interval outer = new Interval(
                scale.print(ofOneRun.interval().low()),
                scale.print(ofOneRun.interval().high()));
        boolean below = published.highest() < outer.low();
        boolean above = published.lowest() > outer.high();
        String interval = percent(rules.confidence()) + " interval "
                + scale.interval(ofOneRun.interval(), published.decimals())
                + (measured.seeds() > 1 ? " of one further run" : "");
        if (!below && !above) {
            return new Verdict(
                    Kind.COMPATIBLE,
                    "Compatible: the published " + printed(published) + " lies in the " + interval
                            + " around the measured "
                            + value(published, measured) + "; these data cannot show that the two differ by less than "
                            + scale.difference(margin) + " (" + measured.basis() + ").");
        }
        return new Verdict(
                below ? Kind.HIGHER : Kind.LOWER,
                "Differs: measured " + value(published, measured) + " is " + (below ? "higher" : "lower")
                        + " than the published " + printed(published) + ", which lies outside the " + interval
                        + "; that they differ"
                        + " by less than " + scale.difference(margin) + " is not shown (" + measured.basis() + ").");
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
