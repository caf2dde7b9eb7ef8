package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.harness.audit.feasibility.Answer;
import org.ctbench.harness.audit.granularity.Printing;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedFigure;
import org.ctbench.harness.papers.PublishedSet;

/** The figures of a row under every reading. */
final class Trials {
    private static final List<Printing> STRICTER = List.of(Printing.ROUNDED, Printing.TRUNCATED);

    private final List<Outcome> outcomes = new ArrayList<>();
    private final boolean sizesDiffer;
    private final boolean weightsMatter;

    /** One reading and what came out. */
    record Outcome(Trial trial, Answer answer) {
        boolean agrees() {
            return answer.possible();
        }
    }

    /** Tries every reading of how digits came about, of the sizes of the set, and of what a weighted F1 is. */
    Trials(Paper paper, PublishedSet set, List<RowFigure> figures) {
        List<SizeReading> sizes = SizeReading.of(set);
        weightsMatter = figures.stream().anyMatch(f -> f.column().figure() == PublishedFigure.WEIGHTED_F1);
        sizesDiffer = sizes.size() > 1;
        List<WeightReading> weights =
                weightsMatter ? WeightReading.of(paper, set.classes()) : List.of(WeightReading.ACTUAL);
        for (SizeReading size : sizes) {
            for (WeightReading weight : weights) {
                tryAll(new Trial(Printing.EITHER, size, weight, figures));
            }
        }
    }

    /** What contradicts under the widest reading contradicts under the stricter ones. */
    private void tryAll(Trial widest) {
        Answer answer = widest.answer();
        for (Printing printing : STRICTER) {
            Trial trial = widest.printed(printing);
            outcomes.add(new Outcome(trial, answer.impossible() ? answer : trial.answer()));
        }
        outcomes.add(new Outcome(widest, answer));
    }

    /** All readings, the widest of each size and weighting last. */
    List<Outcome> all() {
        return outcomes;
    }

    boolean sizesDiffer() {
        return sizesDiffer;
    }

    boolean weightsMatter() {
        return weightsMatter;
    }

    /** Readings under which the figures can all be true and a weighted F1 is one. */
    Stream<Outcome> agreeing() {
        return outcomes.stream().filter(o -> o.agrees() && o.trial().weights().isWeighted());
    }

    /** Readings under which they can all be true if something else was printed as F1. */
    Stream<Outcome> substitutes() {
        return outcomes.stream().filter(o -> o.agrees() && !o.trial().weights().isWeighted());
    }

    /** Whether some search was given up. */
    boolean unsettled() {
        return outcomes.stream().anyMatch(o -> !o.agrees() && !o.answer().impossible());
    }

    /** The reading that asks for least: the listed sizes before others, rounded before truncated before either. */
    Optional<Trial> simplest() {
        return simplest(agreeing().toList()).or(() -> simplest(substitutes().toList()));
    }

    private static Optional<Trial> simplest(List<Outcome> found) {
        for (boolean listed : new boolean[] {true, false}) {
            for (Printing printing : List.of(Printing.ROUNDED, Printing.TRUNCATED, Printing.EITHER)) {
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

    /** The widest reading of the listed sizes with the first weighting. */
    Trial widest() {
        return outcomes.stream()
                .map(Outcome::trial)
                .filter(t -> t.printing() == Printing.EITHER)
                .findFirst()
                .orElseThrow();
    }
}
