package org.ctbench.harness.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Seeds;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;

/**
 * One training of a model, with what came of it.
 *
 * @param row id of the model without its seed: what published tables call a row
 * @param heading name of the model without its seed
 * @param seeds seeds that it was trained with
 * @param run the run that it is from
 * @param results what the run says of it
 */
public record TrainedModel(String row, String heading, Seeds seeds, RunEvidence run, ModelResults results) {
    /** The training of an item of the run's grid. */
    static TrainedModel of(RunEvidence run, ModelResults results) {
        ModelItem item = results.item();
        Optional<ModelItem> base = run.plan().models().stream()
                .filter(model -> run.plan().seeds().stream()
                        .flatMap(List::stream)
                        .anyMatch(seed -> model.idOfSeed(seed).equals(item.id())))
                .findFirst();
        ModelItem model = base.orElse(item);
        return new TrainedModel(model.id(), model.heading(), run.plan().seedsOf(item), run, results);
    }

    /** Its id in the run, with its seed if the plan has several. */
    public String id() {
        return results.id();
    }

    /** Everything that it was evaluated on: the evaluation sets, then the lesions, if it looked. */
    public List<Evaluation> evaluations() {
        List<Evaluation> all = new ArrayList<>();
        for (EvaluationResults evaluation : results.evaluations()) {
            on(evaluation.id()).ifPresent(all::add);
        }
        lesions().ifPresent(all::add);
        return List.copyOf(all);
    }

    /** Its evaluation on an evaluation set, if it was evaluated there. */
    public Optional<SetEvaluation> on(String set) {
        return results.evaluations().stream()
                .filter(evaluation -> evaluation.id().equals(set))
                .findFirst()
                .map(evaluation -> new SetEvaluation(this, run.set(set), evaluation));
    }

    /** What it found in the lesion test split, above the first score of the plan, if it looked. */
    public Optional<LesionEvaluation> lesions() {
        return results.segmentation()
                .filter(looked -> looked.lesions().slices() > 0)
                .map(looked -> new LesionEvaluation(
                        this,
                        looked.lesions().split(),
                        looked.found(),
                        looked.regions(),
                        run.scores().get(0)));
    }

    /**
     * Patient of each slice; empty if the patients of the split are unknown.
     *
     * @throws org.ctbench.splits.documents.UserException if they are known, and one of the slices is not in the split or has no patient
     */
    public Optional<List<String>> patients(String split, List<String> slices) {
        return run.slices().patients(split, slices);
    }
}
