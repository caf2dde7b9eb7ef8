package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.harness.audit.feasibility.Answer;
import org.ctbench.harness.audit.feasibility.Budget;
import org.ctbench.harness.audit.feasibility.Feasibility;
import org.ctbench.harness.audit.granularity.Printing;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedSet;

/**
 * The values of a row under every reading: first the usual ones, all of which are tried, then, if none agrees, the others until
 * one does. What a first try does not settle is tried again with more work, until the budget is spent.
 */
final class Trials {
    private static final long QUICK = Feasibility.EFFORT / 10;
    private static final int MORE = 8;

    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<Trial, Answer> settled = new HashMap<>();
    private final List<SizeReading> sizes;
    private final List<RowValue> values;
    private final List<Convention> plain;
    private final boolean weightsMatter;
    private final Budget budget;
    private List<Convention> others;

    /** One reading and what came out. */
    record Outcome(Trial trial, Answer answer) {
        boolean agrees() {
            return answer.possible();
        }

        boolean isOpen() {
            return !answer.possible() && !answer.impossible();
        }
    }

    /** Tries every reading of how digits came about, of the sizes of the set, and of what the scores mean. */
    Trials(Paper paper, PublishedSet set, List<RowValue> values, Budget budget) {
        this.sizes = SizeReading.of(set);
        this.values = values;
        this.budget = budget;
        weightsMatter = values.stream().anyMatch(f -> f.column().metric() == Metric.WEIGHTED_F1);
        plain = Convention.plain(paper, set.classes(), values);
        for (long effort = Feasibility.EFFORT; ; effort *= MORE) {
            outcomes.clear();
            for (Convention convention : plain) {
                boolean found = agreeing().findAny().isPresent();
                if (!found || convention.weights().isWeighted()) { // then nothing else need have been printed as F1
                    usual(convention, found ? QUICK : effort);
                }
            }
            if (outcomes.stream().noneMatch(Outcome::agrees)) {
                unusual(effort);
            }
            if (!unsettled() || budget.isSpent() || outcomes.stream().anyMatch(Outcome::agrees)) {
                break;
            }
        }
    }

    /** Tries rounding, truncation and both of them mixed. */
    private void usual(Convention convention, long effort) {
        for (SizeReading size : sizes) {
            Trial rounded = new Trial(Printing.ROUNDED, size, convention, values, budget);
            Trial truncated = rounded.printed(Printing.TRUNCATED);
            Trial either = rounded.printed(Printing.EITHER);
            Answer quick = answer(rounded, QUICK);
            Answer mixed = quick.possible() ? quick : answer(either, effort);
            boolean never = mixed.impossible(); // what contradicts under the widest reading does so under the others
            boolean done = never || !(quick instanceof Answer.Unsettled);
            outcomes.add(new Outcome(rounded, never ? mixed : done ? quick : answer(rounded, effort)));
            outcomes.add(new Outcome(truncated, never ? mixed : answer(truncated, quick.possible() ? QUICK : effort)));
            outcomes.add(new Outcome(either, mixed));
        }
    }

    /** Tries the other conventions, and then all of them with values that are rounded up, until the values agree. */
    private void unusual(long effort) {
        if (others == null) {
            boolean undefined = sizes.stream()
                    .anyMatch(size -> new Trial(Printing.EITHER, size, plain.get(0), values, budget).canBeUndefined());
            boolean absent = sizes.stream().anyMatch(s -> s.sizes().images().contains(0L));
            others = Convention.others(plain, values, undefined, absent);
        }
        for (Convention convention : others) {
            usual(convention, effort);
            if (outcomes.stream().anyMatch(Outcome::agrees)) {
                return;
            }
        }
        for (Convention convention :
                Stream.concat(plain.stream(), others.stream()).toList()) {
            for (SizeReading size : sizes) {
                for (Printing up : List.of(Printing.UP, Printing.NEAREST_OR_UP)) {
                    Trial trial = new Trial(up, size, convention, values, budget);
                    Outcome outcome = new Outcome(trial, answer(trial, effort));
                    outcomes.add(outcome);
                    if (outcome.agrees()) {
                        return;
                    }
                }
            }
        }
    }

    private Answer answer(Trial trial, long effort) {
        Answer known = settled.get(trial);
        if (known == null) {
            known = trial.answer(effort);
            if (!(known instanceof Answer.Unsettled)) {
                settled.put(trial, known);
            }
        }
        return known;
    }

    /** All readings, the widest of each size and weighting last. */
    List<Outcome> all() {
        return outcomes;
    }

    boolean sizesDiffer() {
        return sizes.size() > 1;
    }

    boolean weightsMatter() {
        return weightsMatter;
    }

    /** Whether the mean of the F1 can be something else. */
    boolean meansMatter() {
        return values.stream().anyMatch(f -> f.column().metric() == Metric.MACRO_F1);
    }

    /** Readings under which the values can all be true and a weighted F1 is one. */
    Stream<Outcome> agreeing() {
        return outcomes.stream().filter(o -> o.agrees() && o.trial().weights().isWeighted());
    }

    /** Readings under which they can all be true if something else was printed as F1. */
    Stream<Outcome> substitutes() {
        return outcomes.stream().filter(o -> o.agrees() && !o.trial().weights().isWeighted());
    }

    /** Whether some search was given up. */
    boolean unsettled() {
        return outcomes.stream().anyMatch(Outcome::isOpen);
    }

    /** Sizes in words; none if all that were tried are among them. */
    String sizeWords(Set<String> some) {
        Set<String> tried = outcomes.stream().map(o -> o.trial().size().words()).collect(Collectors.toSet());
        if (!sizesDiffer()) {
            return "";
        }
        return some.equals(tried) ? " with either number of images" : " with " + String.join(" or ", some);
    }

    /** The reading that asks for least: the listed sizes before others, rounded before truncated before either. */
    Optional<Trial> simplest() {
        return simplest(agreeing().toList()).or(() -> simplest(substitutes().toList()));
    }

    private static Optional<Trial> simplest(List<Outcome> found) {
        for (boolean listed : new boolean[] {true, false}) {
            for (Printing printing : List.of(
                    Printing.ROUNDED, Printing.TRUNCATED, Printing.EITHER, Printing.UP, Printing.NEAREST_OR_UP)) {
                Optional<Trial> first = found.stream()
                        .map(Outcome::trial)
                        .filter(t -> t.printing() == printing && t.size().isListed() == listed)
                        .findFirst();
                if (first.isPresent()) {
                    return first;
                }
            }
        }
        return Optional.empty();
    }

    /** The widest usual reading of the listed sizes with the first weighting. */
    Trial widest() {
        return outcomes.stream()
                .map(Outcome::trial)
                .filter(t -> t.printing() == Printing.EITHER)
                .findFirst()
                .orElseThrow();
    }
}
