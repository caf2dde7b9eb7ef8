package org.ctbench.harness.audit.feasibility;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.granularity.ValueWindow;
import org.ctbench.harness.metrics.ConfusionMatrix;

/** Confusion matrices with known row sums that agree with stated values: whether there are any, and what they leave open. */
public final class Feasibility {
    /** Steps after which a first try is given up; about two seconds. */
    public static final long EFFORT = 200_000_000;

    private static final long CONFLICT_EFFORT = EFFORT / 10;
    private static final double NARROW = 1e-7;

    private final ClassSizes sizes;
    private final Budget budget;

    /** A search that is given up after {@link #EFFORT} steps. */
    public Feasibility(ClassSizes sizes) {
        this(sizes, Budget.ofSteps(EFFORT));
    }

    /** Searches that are given up when the budget is spent, which they have together. */
    public Feasibility(ClassSizes sizes, Budget budget) {
        this.sizes = sizes;
        this.budget = budget;
    }

    /** Whether a matrix agrees with all claims; given up after {@link #EFFORT} steps, or when the budget is spent. */
    public Answer decide(List<ScoreClaim> claims) {
        return decide(claims, EFFORT);
    }

    /** Whether a matrix agrees with all claims; given up after so many steps, or when the budget is spent. */
    public Answer decide(List<ScoreClaim> claims, long effort) {
        Search.Result result = search(claims, effort);
        if (result.found().isPresent()) {
            return new Answer.Agrees(result.found().get().matrix(sizes));
        }
        return result.settled() ? new Answer.None() : new Answer.Unsettled();
    }

    /** Whether it can matter what 0/0 counts as: a class has no images, or may have been given to none. */
    public boolean canBeUndefined(List<ScoreClaim> claims) {
        boolean depends = claims.stream().anyMatch(claim -> claim.score().dependsOnUndefined(sizes));
        return depends && (sizes.images().contains(0L) || new NeverPredicted(sizes, claims, budget).isPossible());
    }

    /** A search of all matrices, and one for each case of classes that a mean leaves out. */
    private Search.Result search(List<ScoreClaim> claims, long effort) {
        Budget part = budget.part(effort);
        Search.Result result = new Search(sizes, claims, new BitSet()).run(part);
        if (result.found().isPresent()
                || claims.stream().noneMatch(c -> c.score().leavesOut())) {
            return result;
        }
        NeverPredicted never = new NeverPredicted(sizes, claims, part);
        boolean settled = result.settled();
        for (BitSet classes : never.cases()) {
            Search.Result ofCase = new Search(sizes, claims, classes).run(part);
            if (ofCase.found().isPresent()) {
                return ofCase;
            }
            settled &= ofCase.settled();
        }
        return settled && never.areComplete() ? Search.Result.NONE : Search.Result.OPEN;
    }

    /**
     * A smallest part of claims that contradict each other: without any one of its members the others can all be true. One claim
     * if one cannot be by itself; else, of several such parts, the one that keeps the earlier claims.
     *
     * @return empty if the claims do not contradict each other, or if a search was given up
     */
    public Optional<List<ScoreClaim>> conflict(List<ScoreClaim> claims) {
        if (!decide(claims).impossible()) {
            return Optional.empty();
        }
        Optional<ScoreClaim> alone = claims.stream()
                .filter(claim -> decide(List.of(claim), CONFLICT_EFFORT).impossible())
                .findFirst();
        if (alone.isPresent()) {
            return alone.map(List::of);
        }
        List<ScoreClaim> needed = new ArrayList<>(claims);
        for (int i = claims.size() - 1; i >= 0; i--) {
            List<ScoreClaim> without = new ArrayList<>(needed);
            without.remove(claims.get(i));
            Answer answer = decide(without, CONFLICT_EFFORT);
            if (answer.impossible()) {
                needed = without;
            } else if (!answer.possible()) {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(needed));
    }

    /**
     * Between which values a value lies in all matrices that agree with the claims.
     *
     * @return empty if no matrix agrees, or if none was found
     */
    public Optional<ScoreRange> range(List<ScoreClaim> claims, Score score) {
        return range(claims, score, EFFORT);
    }

    /** As {@link #range(List, Score)}, with searches that are given up after so many steps each. */
    public Optional<ScoreRange> range(List<ScoreClaim> claims, Score score, long effort) {
        Optional<ClassErrors> some = search(claims, effort).found();
        return some.map(errors ->
                new ScoreRange(end(claims, score, errors, -1, effort), end(claims, score, errors, 1, effort)));
    }

    /** The end of the range in a direction: 1 upwards, -1 downwards. */
    private ScoreRange.End end(List<ScoreClaim> claims, Score score, ClassErrors start, int direction, long effort) {
        ClassErrors witness = start;
        RoundingMode outwards = direction > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
        BigFraction reached = score.value(sizes, start, outwards);
        BigFraction bound = direction > 0 ? BigFraction.ONE : score.least();
        Optional<BigFraction> step = score.step(sizes);
        while (!reached.equals(bound)) {
            BigFraction gap = bound.subtract(reached);
            boolean narrow = gap.abs().doubleValue() < NARROW;
            BigFraction from = narrow
                    ? step.map(s -> towards(s, gap)).orElse(BigFraction.ZERO).add(reached)
                    : BigFraction.from(reached.add(gap.divide(2)).doubleValue());
            if (from.subtract(bound).multiply(direction).signum() > 0) {
                break; // less than a step is left
            }
            boolean withFrom = !narrow || step.isPresent();
            Search.Result result = search(with(claims, beyond(score, from, bound, withFrom)), effort);
            if (result.found().isPresent()) {
                witness = result.found().get();
                reached = score.value(sizes, witness, outwards);
            } else if (!result.settled()) {
                return new ScoreRange.End(bound, reached, witness.matrix(sizes));
            } else if (narrow) {
                break;
            } else {
                bound = from;
            }
        }
        return new ScoreRange.End(reached, reached, witness.matrix(sizes));
    }

    private static BigFraction towards(BigFraction step, BigFraction gap) {
        return gap.signum() > 0 ? step : step.negate();
    }

    private static ScoreClaim beyond(Score score, BigFraction from, BigFraction to, boolean withFrom) {
        ValueWindow window = to.subtract(from).signum() >= 0
                ? new ValueWindow(from, withFrom, to, true)
                : new ValueWindow(to, true, from, withFrom);
        return new ScoreClaim(score.name(), score, window);
    }

    private static List<ScoreClaim> with(List<ScoreClaim> claims, ScoreClaim more) {
        List<ScoreClaim> all = new ArrayList<>(claims);
        all.add(more);
        return all;
    }

    /**
     * The value of a score of a matrix with these row sums.
     *
     * @param irrational how a value that is no fraction is rounded, to its 30th decimal
     */
    public BigFraction of(Score score, ConfusionMatrix matrix, RoundingMode irrational) {
        return score.value(sizes, ClassErrors.of(matrix), irrational);
    }
}
