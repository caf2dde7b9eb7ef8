package org.ctbench.harness.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.PredictionsReference;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.results.Training;
import org.ctbench.models.affinity.AffinitySource;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ClassifierSpec;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.splits.Diagnosis;
import org.ctbench.splits.files.Sha256;

/**
 * Trains one classifier of a plan and evaluates it on every set, leaving weights, predictions and captures in the run's
 * folder.
 */
final class ClassifierRun {
    private static final List<Diagnosis> ALL = Arrays.asList(Diagnosis.values());

    private final ItemRun own;
    private final Plan plan;
    private final ClassifierProvider provider;
    private final PreparedImages images;
    private final BatchReader batches;

    /** @param batches of {@code images}, closed by the caller */
    ClassifierRun(ItemRun own, ClassifierProvider provider, PreparedImages images, BatchReader batches) {
        this.own = own;
        this.plan = own.run().plan();
        this.provider = provider;
        this.images = images;
        this.batches = batches;
    }

    ModelResults run() throws IOException {
        try (ImageClassifier model = create()) {
            Optional<String> start = own.item().startFrom();
            if (start.isPresent()) {
                model.startFrom(own.weights().trained(start.get()));
            }
            Training training = train(model);
            byte[] weights = own.weights().write(own.item(), "", model.module());
            List<EvaluationResults> evaluations = new ArrayList<>();
            for (EvaluationSet set : plan.evaluate()) {
                evaluations.add(
                        set.fineTune().isPresent()
                                ? fineTuned(weights, set, set.fineTune().get())
                                : evaluate(model, set, Optional.empty()));
            }
            Optional<SegmentationResults> segmentation =
                    model instanceof Segmenter segmenter && plan.segmentation().isPresent()
                            ? Optional.of(own.segmentation(segmenter))
                            : Optional.empty();
            return new ModelResults(
                    own.item().id(),
                    own.item(),
                    training,
                    evaluations,
                    segmentation,
                    own.captures().references());
        }
    }

    private ImageClassifier create() {
        long seed = own.protocol().seeds().weights();
        return provider.create(new ClassifierSpec(
                ALL.size(), seed, own.run().engine(), own.item().options()));
    }

    private List<LabelledSlice> slices(String split, List<Diagnosis> classes) {
        return own.run().images().labelled(split, classes);
    }

    private Training train(ImageClassifier model) throws IOException {
        String id = own.item().id();
        List<LabelledSlice> slices = slices(plan.train(), ALL);
        int epochs = own.protocol().epochs();
        TrainingLoop loop = own.training("train " + id, epochs);
        ItemRun.Curve curve = new ItemRun.Curve();
        own.run().stopwatch().phase("train " + id, (long) slices.size() * epochs, () -> {
            loop.run(model, batches, slices, (epoch, losses) -> {
                curve.add(epoch, losses, validation(model));
                if (epoch == 1 || epoch == epochs) {
                    capture(model, epoch);
                }
            });
            return curve;
        });
        return own.results(plan.train(), model.module(), curve.points(), model.events());
    }

    private Optional<Scores> validation(ImageClassifier model) throws IOException {
        if (plan.validate().isEmpty()) {
            return Optional.empty();
        }
        String name = "validate " + own.item().id();
        return Optional.of(scores(predict(name, model, slices(plan.validate().get(), ALL), ALL)));
    }

    private void capture(ImageClassifier model, int epoch) throws IOException {
        Optional<EvaluationSet> shown = plan.capturedSet();
        if (shown.isPresent() && model instanceof AffinitySource source) {
            List<LabelledSlice> slices = slices(shown.get().split(), ALL);
            own.captures().affinities(source, epoch, new Captures.FirstSlices(images, slices, names(ALL)));
        }
    }

    private EvaluationResults fineTuned(byte[] weights, EvaluationSet set, FineTune tune) throws IOException {
        try (ImageClassifier model = create()) {
            Weights.of(weights).into(model.module());
            model.replaceHead(tune.classes().size(), own.protocol().seeds().weights());
            String name = "fine-tune " + own.item().id() + " for " + set.id();
            List<LabelledSlice> slices = slices(tune.split(), tune.classes());
            TrainingLoop loop = own.training(name, tune.epochs());
            ItemRun.Curve curve = new ItemRun.Curve();
            own.run().stopwatch().phase(name, (long) slices.size() * tune.epochs(), () -> {
                loop.run(model, batches, slices, (epoch, losses) -> curve.add(epoch, losses, Optional.empty()));
                return curve;
            });
            own.weights().write(own.item(), "-" + set.id(), model.module());
            Training training = own.results(tune.split(), model.module(), curve.points(), model.events());
            return evaluate(model, set, Optional.of(training));
        }
    }

    private EvaluationResults evaluate(ImageClassifier model, EvaluationSet set, Optional<Training> fineTuning)
            throws IOException {
        String id = own.item().id();
        List<Diagnosis> classes = set.classes();
        List<LabelledSlice> slices = slices(set.split(), classes);
        String name = "evaluate " + id + " on " + set.id();
        Map<String, Long> before = model.events();
        Predictions predictions =
                own.run().stopwatch().phase(name, slices.size(), () -> predict(name, model, slices, classes));
        String file = "predictions/" + id + "/" + set.id() + ".csv";
        Sha256 digest = PredictionFile.write(own.run().folder().resolve(file), predictions);
        return new EvaluationResults(
                set.id(),
                set.split(),
                slices.size(),
                fineTuning,
                predictions.confusionMatrix(),
                scores(predictions),
                new PredictionsReference(file, digest),
                since(before, model.events()));
    }

    private static Map<String, Long> since(Map<String, Long> before, Map<String, Long> now) {
        Map<String, Long> since = new LinkedHashMap<>();
        now.forEach((event, count) -> since.put(event, count - before.getOrDefault(event, 0L)));
        return since;
    }

    private Predictions predict(String name, ImageClassifier model, List<LabelledSlice> slices, List<Diagnosis> classes)
            throws IOException {
        List<Prediction> rows = new EvaluationLoop(own.run().progress(), batches).run(name, model, slices);
        return new Predictions(names(classes), rows);
    }

    private static List<String> names(List<Diagnosis> classes) {
        return classes.stream().map(Diagnosis::prefix).toList();
    }

    private Scores scores(Predictions predictions) {
        return Scores.of(predictions.confusionMatrix(), plan.f1Weights().byWeighting());
    }
}
