package org.ctbench.harness.evidence;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Numbers;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.Training;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.splits.documents.UserException;

/** Requires that results are those of their plan: its models, its sets, as many epochs as it asks for. */
final class PlannedResults {
    private final Plan plan;
    private final Path folder;

    private PlannedResults(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
    }

    /**
     * Compares results with their plan. Results may lack models and sets of the plan.
     *
     * @param folder of the run, for the message
     * @throws UserException if a model, a training or an evaluation is not one of the plan
     */
    static void require(Plan plan, Numbers numbers, Path folder) {
        PlannedResults planned = new PlannedResults(plan, folder);
        Set<String> seen = new HashSet<>();
        for (ModelResults model : numbers.models()) {
            if (!plan.has(model.item())) {
                throw planned.wrong("the plan has no model '" + model.id() + "'");
            }
            if (!seen.add(model.id())) {
                throw planned.wrong("there are two results of '" + model.id() + "'");
            }
            planned.require(model);
        }
    }

    private void require(ModelResults model) {
        model.training().ifPresent(training -> {
            boolean classifies = model.item().provider().makes(ImageClassifier.class);
            Optional<String> split =
                    classifies ? plan.train() : plan.segmentation().map(lesions -> lesions.training());
            require(
                    model.id() + "/train",
                    training,
                    split,
                    plan.protocolOf(model.item()).epochs());
        });
        Set<String> seen = new HashSet<>();
        for (EvaluationResults evaluation : model.evaluations()) {
            String name = model.id() + "/evaluate-" + evaluation.id();
            EvaluationSet set = plan.evaluate().stream()
                    .filter(one -> one.id().equals(evaluation.id()))
                    .filter(one -> one.split().equals(evaluation.split()))
                    .findFirst()
                    .orElseThrow(() -> wrong("the plan has no evaluation " + name + " on " + evaluation.split()));
            if (!seen.add(evaluation.id())) {
                throw wrong("there are two results of " + name);
            }
            requireFineTuning(model, set, evaluation);
        }
    }

    private void requireFineTuning(ModelResults model, EvaluationSet set, EvaluationResults evaluation) {
        Optional<FineTune> asked = set.fineTune().filter(tune -> !model.item().isScored());
        String name = model.id() + "/fine-tune-" + set.id();
        if (asked.isPresent() != evaluation.fineTuning().isPresent()) {
            throw wrong(
                    asked.isPresent()
                            ? name + " is missing, but its evaluation is present"
                            : "the plan does not ask for " + name);
        }
        asked.ifPresent(
                tune -> require(name, evaluation.fineTuning().orElseThrow(), Optional.of(tune.split()), tune.epochs()));
    }

    private void require(String name, Training training, Optional<String> split, int epochs) {
        if (training.curve().size() != epochs) { // the chain is as long
            throw wrong(name + " has " + training.curve().size() + " epochs, the plan asks for " + epochs);
        }
        if (!split.equals(Optional.of(training.split()))) {
            throw wrong(name + " is on " + training.split() + ", in the plan on " + split.orElse("no split"));
        }
    }

    private UserException wrong(String problem) {
        return new UserException(
                "the results do not match the plan: " + problem,
                folder.resolve(ResultsFile.NAME).toString(),
                "restore the file as the run wrote it");
    }
}
