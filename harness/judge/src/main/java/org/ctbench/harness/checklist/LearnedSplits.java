package org.ctbench.harness.checklist;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.checks.Check;

/**
 * The splits that models learned from, beside those that they are evaluated on.
 *
 * @param runs all runs of a report
 */
record LearnedSplits(List<RunEvidence> runs) {
    private static final ItemAnswer UNKNOWN =
            ItemAnswer.authors("The run does not know what the models were trained on.");

    static LearnedSplits of(Evidence evidence) {
        return new LearnedSplits(evidence.runs());
    }

    /** Whether every run trained its models. */
    boolean known() {
        return runs.stream().allMatch(run -> run.plan().train().isPresent());
    }

    /** What a check found between each split that is learned from and the split that is evaluated then. */
    ItemAnswer between(String rule, String fine) {
        if (!known()) {
            return UNKNOWN;
        }
        List<Check> checks = runs.stream()
                .flatMap(run -> run.plan().evaluate().stream()
                        .flatMap(set -> from(run, set).flatMap(split -> found(run, rule, split, set.split()))))
                .distinct()
                .toList();
        if (checks.isEmpty()) {
            return ItemAnswer.authors("Slices of different data sets cannot be matched.");
        }
        return first(checks, Check.Verdict.NOTE, Check.Verdict.FAILED)
                .map(bad -> ItemAnswer.violated("data", sentence(bad)))
                .or(() -> first(checks, Check.Verdict.UNKNOWN).map(unknown -> ItemAnswer.authors(sentence(unknown))))
                .orElseGet(() -> ItemAnswer.shown("data", fine));
    }

    /** The sets of a data set from which nothing was learned before they were evaluated. */
    ItemAnswer external() {
        if (!known()) {
            return UNKNOWN;
        }
        String others = runs.stream()
                .flatMap(run -> run.plan().evaluate().stream()
                        .filter(set -> from(run, set)
                                .noneMatch(
                                        split -> SplitLock.dataSetOf(split).equals(SplitLock.dataSetOf(set.split())))))
                .map(EvaluationSet::split)
                .distinct()
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? ItemAnswer.authors("Models were trained or fine-tuned on the data set of every set.")
                : ItemAnswer.shown("metrics", "Evaluated on a data set that no model was trained on: " + others + ".");
    }

    private static Stream<String> from(RunEvidence run, EvaluationSet set) {
        return Stream.concat(
                run.plan().train().stream(), set.fineTune().stream().map(FineTune::split));
    }

    private static Stream<Check> found(RunEvidence run, String rule, String train, String test) {
        return run.results().numbers().checks().stream()
                .filter(check -> check.rule().equals(rule)
                        && check.splits().contains(train)
                        && check.splits().contains(test));
    }

    private static Optional<Check> first(List<Check> checks, Check.Verdict... verdicts) {
        return checks.stream()
                .filter(check -> List.of(verdicts).contains(check.verdict()))
                .findFirst();
    }

    private static String sentence(Check check) {
        String text = String.join(" and ", check.splits()) + ": " + check.finding();
        return text.endsWith(".") ? text : text + ".";
    }
}
