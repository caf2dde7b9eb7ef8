package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.feasibility.Answer;
import org.ctbench.harness.audit.feasibility.Budget;
import org.ctbench.harness.audit.feasibility.Feasibility;
import org.ctbench.harness.audit.feasibility.Score;
import org.ctbench.harness.audit.feasibility.ScoreClaim;
import org.ctbench.harness.audit.feasibility.ScoreRange;
import org.ctbench.harness.audit.granularity.Printing;

/**
 * The values of a row under one reading.
 *
 * @param printing how the digits came about
 * @param size how many images there are
 * @param convention what scores mean
 * @param values the values
 * @param budget what is left for the row
 */
record Trial(Printing printing, SizeReading size, Convention convention, List<RowValue> values, Budget budget) {
    /** Steps after which the search for the sharp end of a range is given up. */
    private static final long RANGE_EFFORT = Feasibility.EFFORT / 100;

    Trial {
        values = List.copyOf(values);
    }

    /** What is to be looked at, in the order of the values. */
    List<ScoreClaim> claims() {
        return values.stream()
                .map(f -> new ScoreClaim(
                        f.name(), TableScores.of(f.column(), size.sizes(), convention), f.window(printing)))
                .toList();
    }

    WeightReading weights() {
        return convention.weights();
    }

    /** Whether they can all be true; given up after so many steps. */
    Answer answer(long effort) {
        return feasibility().decide(claims(), effort);
    }

    /** Whether it can matter what 0/0 counts as. */
    boolean canBeUndefined() {
        return feasibility().canBeUndefined(claims());
    }

    private Feasibility feasibility() {
        return new Feasibility(size.sizes(), budget);
    }

    /** Names of values that contradict each other; see {@link Feasibility#conflict}. */
    Optional<List<String>> conflict() {
        return feasibility()
                .conflict(claims())
                .map(claims -> claims.stream().map(ScoreClaim::name).toList());
    }

    /** Where a score lies if the values are as they are, but for one that is left out; empty if they cannot be so. */
    Optional<ScoreRange> range(Score score, Optional<String> without) {
        List<ScoreClaim> claims = claims().stream()
                .filter(c -> !without.equals(Optional.of(c.name())))
                .toList();
        return feasibility().range(claims, score, RANGE_EFFORT);
    }

    /** Where one of the values would have to lie by the others. */
    Optional<ScoreRange> others(String value) {
        return claims().stream()
                .filter(c -> c.name().equals(value))
                .findFirst()
                .flatMap(c -> range(c.score(), Optional.of(value)));
    }

    /** The score of a column under this reading. */
    Score score(RowValue value) {
        return TableScores.of(value.column(), size.sizes(), convention);
    }

    /** The same reading of other values. */
    Trial of(List<RowValue> others) {
        return new Trial(printing, size, convention, others, budget);
    }

    /** The same trial with at most as much work as a first try. */
    Trial limited() {
        return new Trial(printing, size, convention, values, budget.part(Feasibility.EFFORT));
    }

    /** The same trial with digits that came about otherwise. */
    Trial printed(Printing otherwise) {
        return new Trial(otherwise, size, convention, values, budget);
    }

    /** The reading in words, without how digits came about and without what does not matter; perhaps none. */
    String words(boolean sizesDiffer, boolean weightsMatter) {
        List<String> words = new ArrayList<>();
        if (weightsMatter && weights().isWeighted()) {
            words.add(weights().words());
        }
        words.addAll(convention.conditions());
        if (sizesDiffer) {
            words.add(size.words());
        }
        return String.join(", ", words);
    }

    /** Whether a range is narrow enough to tell anything: less than a tenth. */
    static boolean tells(ScoreRange range) {
        BigFraction width = range.high().bound().subtract(range.low().bound());
        return width.compareTo(BigFraction.of(1, 10)) < 0;
    }
}
