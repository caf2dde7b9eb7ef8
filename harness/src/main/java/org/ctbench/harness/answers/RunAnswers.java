package org.ctbench.harness.answers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.UserException;

/** A finished run: its plan, its results and the answers of its models. Needs neither data nor network. */
public final class RunAnswers {
    private final Path folder;
    private final Plan plan;
    private final RunResults results;
    private final List<SetAnswers> sets;

    private RunAnswers(Path folder, Plan plan, RunResults results, List<SetAnswers> sets) {
        this.folder = folder;
        this.plan = plan;
        this.results = results;
        this.sets = sets;
    }

    /**
     * Opens a run; predictions are read when they are asked for.
     *
     * @throws UserException if the folder holds no finished run, or its documents do not belong together
     */
    public static RunAnswers open(Path folder) throws IOException {
        RunEvidence run = RunEvidence.read(folder);
        RunResults results = run.results();
        Plan plan = run.plan();
        Map<String, SplitLock> locks =
                run.locks().stream().collect(Collectors.toMap(SplitLock::id, Function.identity()));
        Map<String, SplitReference> splits =
                results.numbers().splits().stream().collect(Collectors.toMap(SplitReference::id, Function.identity()));
        List<SetAnswers> sets = new ArrayList<>();
        for (ModelResults model : results.numbers().models()) {
            for (EvaluationResults evaluation : model.evaluations()) {
                EvaluationSet set = plan.evaluate().stream()
                        .filter(s -> s.id().equals(evaluation.id()))
                        .findFirst()
                        .orElseThrow();
                String split = evaluation.split();
                sets.add(new SetAnswers(
                        folder, model.id(), set, plan.f1Weights(), evaluation, splits.get(split), locks.get(split)));
            }
        }
        return new RunAnswers(folder, plan, results, List.copyOf(sets));
    }

    /** The folder of the run. */
    public Path folder() {
        return folder;
    }

    /** The plan. */
    public Plan plan() {
        return plan;
    }

    /** The results document. */
    public RunResults results() {
        return results;
    }

    /** Every evaluation of every model, in the order of the results. */
    public List<SetAnswers> sets() {
        return sets;
    }

    /** The evaluation of a model on a set, if the run has it. */
    public Optional<SetAnswers> find(String model, String set) {
        return sets.stream()
                .filter(s -> s.model().equals(model) && s.set().id().equals(set))
                .findFirst();
    }

    /**
     * The evaluations on the same set of the trainings that differ from this one in their seed alone, itself included, in the
     * order of the seeds; it alone if the plan trains every model once.
     */
    public List<SetAnswers> overSeeds(SetAnswers one) {
        if (plan.seeds().isEmpty()) {
            return List.of(one);
        }
        ModelItem item = item(one);
        return plan.seeds().get().stream()
                .map(seed -> find(item.idOfSeed(seed), one.set().id()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The model of the plan, whatever its seed: {@code affinity-8} of {@code affinity-8-seed2}. */
    public ModelItem item(SetAnswers one) {
        return plan.models().stream()
                .filter(item -> item.id().equals(one.model())
                        || plan.seeds().stream()
                                .flatMap(List::stream)
                                .anyMatch(seed -> item.idOfSeed(seed).equals(one.model())))
                .findFirst()
                .orElseThrow();
    }
}
