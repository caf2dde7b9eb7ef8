package org.ctbench.harness.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Suggestion;

/** What the parts of a plan demand of each other; each rule throws {@link InvalidValue} with the key that breaks it. */
final class PlanRules {
    private PlanRules() {}

    /** Every id once; a model starts from one that stands before it. */
    static void requireOrder(List<ModelItem> models) {
        Set<String> earlier = new LinkedHashSet<>();
        List<String> scored =
                models.stream().filter(ModelItem::isScored).map(ModelItem::id).toList();
        for (int i = 0; i < models.size(); i++) {
            ModelItem item = models.get(i);
            if (earlier.contains(item.id())) {
                throw new InvalidValue(
                        "models[" + i + "]",
                        "'" + item.id() + "' appears twice",
                        "give each its own id, as in {id: again, model: " + item.model() + "}");
            }
            if (item.startFrom().isPresent() && scored.contains(item.startFrom().get())) {
                throw new InvalidValue(
                        "models[" + i + "].startFrom",
                        "of '" + item.startFrom().get() + "' only predictions are known, no weights",
                        "name a model that the plan trains");
            }
            if (item.startFrom().isPresent()
                    && !earlier.contains(item.startFrom().get())) {
                throw new InvalidValue(
                        "models[" + i + "].startFrom",
                        "no model '" + item.startFrom().get() + "' comes before this one",
                        earlier.isEmpty()
                                ? "remove the key"
                                : Suggestion.hint(item.startFrom().get(), earlier));
            }
            earlier.add(item.id());
        }
    }

    /** A split to train on, if a model is trained. */
    static void requireTrainingSplit(List<ModelItem> models, Optional<String> train) {
        train.ifPresent(split -> Checks.split("train", split));
        models.stream()
                .filter(item -> !item.isScored() && train.isEmpty())
                .findFirst()
                .ifPresent(item -> {
                    throw new InvalidValue(
                            "train",
                            "there is no split to train " + item.id() + " on",
                            "write it, as in train: covidx-ct-v1/sample-3000");
                });
    }

    /** No split is both trained on and validated or evaluated on; every set has an id of its own. */
    static void requireSeparate(Optional<String> train, Optional<String> validate, List<EvaluationSet> evaluate) {
        if (validate.isPresent() && validate.equals(train)) {
            throw new InvalidValue("validate", "'" + validate.get() + "' is the training split", "name another split");
        }
        for (int i = 0; i < evaluate.size(); i++) {
            EvaluationSet set = evaluate.get(i);
            String key = "evaluate[" + i + "]";
            if (IntStream.range(0, i).anyMatch(j -> evaluate.get(j).id().equals(set.id()))) {
                throw new InvalidValue(key + ".id", "'" + set.id() + "' appears twice", "give each set its own id");
            }
            Optional<String> tuned = set.fineTune().map(FineTune::split);
            if (Stream.of(train, tuned).anyMatch(Optional.of(set.split())::equals)) {
                throw new InvalidValue(
                        key + ".split", "the model was trained on '" + set.split() + "'", "evaluate on another split");
            }
        }
    }

    /** Predictions are of splits that the plan evaluates. */
    static void requireEvaluated(
            List<ModelItem> models, List<EvaluationSet> evaluate, Optional<Segmentation> segmentation) {
        List<String> splits = evaluate.stream().map(EvaluationSet::split).toList();
        List<String> masked = segmentation.map(Segmentation::test).stream().toList();
        for (int i = 0; i < models.size(); i++) {
            String key = "models[" + i + "].predictions";
            models.get(i).predictions().forEach((split, source) -> {
                if (!source.ofLesions() && !splits.contains(split)) {
                    throw new InvalidValue(
                            key, "no set of the plan evaluates on '" + split + "'", Suggestion.hint(split, splits));
                }
                if (source.ofLesions() && !masked.contains(split)) {
                    throw new InvalidValue(
                            key,
                            "the plan looks for no lesions in '" + split
                                    + "', of which a results file of COCO holds some",
                            "write segmentation: {test: " + split + "}");
                }
            });
        }
    }

    /** A model of others has a set to be evaluated on, and its program none that it learns from. */
    static void requireUnseen(List<ModelItem> models, List<EvaluationSet> evaluate) {
        for (int i = 0; i < models.size(); i++) {
            ModelItem item = models.get(i);
            boolean findsLesions = item.predictions().values().stream().anyMatch(PredictionSource::ofLesions);
            if (item.isScored() && !findsLesions && evaluate.stream().noneMatch(item::covers)) {
                throw new InvalidValue(
                        "models[" + i + "]",
                        "no set of the plan can be predicted: each asks for a fine-tuning",
                        "add a set without fineTune");
            }
            for (EvaluationSet set : evaluate) {
                if (item.program().flatMap(ForeignProgram::train).equals(Optional.of(set.split()))) {
                    throw new InvalidValue(
                            "models[" + i + "].program.train",
                            "the program would learn from '" + set.split() + "', which it predicts",
                            "name another split");
                }
            }
        }
    }

    /** As many constants of the F1 as a set has classes. */
    static void requireFittingWeights(F1Weights weights, List<EvaluationSet> evaluate) {
        int fixed = weights.code().size();
        for (int i = 0; i < evaluate.size(); i++) {
            EvaluationSet set = evaluate.get(i);
            int classes = set.fineTune().map(tune -> tune.classes().size()).orElse(fixed);
            if (set.weighting().isFixed() && classes != fixed) {
                throw new InvalidValue(
                        "evaluate[" + i + "].f1",
                        "these weights are for " + fixed + " classes and the new last layer has " + classes,
                        "write actual or macro");
            }
        }
    }

    /** Seeds of the plan or of its models, not both. */
    static void requireOneSourceOfSeeds(Optional<List<Long>> seeds, Protocol protocol, List<ModelItem> models) {
        for (int i = 0; seeds.isPresent() && i < models.size(); i++) {
            ModelItem item = models.get(i);
            boolean own = item.protocol()
                    .map(p -> !p.seeds().equals(protocol.seeds()))
                    .orElse(false);
            if (own) {
                throw new InvalidValue(
                        "models[" + i + "].protocol.seeds",
                        "the plan trains every model with each of its seeds " + seeds.get(),
                        "remove the seeds of the model or those of the plan");
            }
        }
    }

    /** At least one epoch for a model that starts from no file. */
    static void requireEpochs(Protocol protocol, List<ModelItem> models) {
        for (int i = 0; i < models.size(); i++) {
            ModelItem item = models.get(i);
            if (!item.isScored()
                    && item.start().isEmpty()
                    && item.protocol().orElse(protocol).epochs() == 0) {
                throw new InvalidValue(
                        protocol.epochs() == 0 ? "protocol.epochs" : "models[" + i + "].protocol.epochs",
                        "0 is less than 1",
                        "write 1 or more; 0 is for models with start: {weights: FILE}");
            }
        }
    }

    /** A negative control differs from an earlier model in nothing but what it alters. */
    static void requireControls(Protocol protocol, List<ModelItem> models) {
        for (int i = 0; i < models.size(); i++) {
            if (models.get(i).control().isPresent()) {
                Control.require("models[" + i + "]", models.get(i), models.subList(0, i), protocol);
            }
        }
    }
}
