package org.ctbench.harness.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.plan.AdamOptions;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.EpochResults;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.PredictionsReference;
import org.ctbench.harness.results.Training;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ClassifierSpec;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.Diagnosis;
import org.ctbench.splits.files.AtomicFiles;
import org.ctbench.splits.files.Sha256;

/** Trains one model of a plan and evaluates it on every set, leaving weights and predictions in the run's folder. */
final class ModelRun {
    private static final List<Diagnosis> ALL = Arrays.asList(Diagnosis.values());

    private final Plan plan;
    private final Context context;
    private final ClassifierProvider provider;

    ModelRun(Plan plan, Context context, ClassifierProvider provider) {
        this.plan = plan;
        this.context = context;
        this.provider = provider;
    }

    /**
     * What all models of a run share.
     *
     * @param engine what computes
     * @param data splits and images
     * @param training loop over epochs
     * @param evaluation loop over a split
     * @param stopwatch is told how long each part took
     * @param folder of the run
     */
    record Context(
            Engine engine,
            RunData data,
            TrainingLoop training,
            EvaluationLoop evaluation,
            Stopwatch stopwatch,
            Path folder) {}

    ModelResults run() throws IOException {
        try (ImageClassifier model = provider.create(spec(ALL.size()))) {
            Training training = train(model);
            byte[] weights = weights(model);
            AtomicFiles.write(context.folder().resolve("weights/" + provider.id() + ".safetensors"), weights);
            List<EvaluationResults> evaluations = new ArrayList<>();
            for (EvaluationSet set : plan.evaluate()) {
                evaluations.add(
                        set.fineTune().isPresent()
                                ? fineTuned(weights, set, set.fineTune().get())
                                : evaluate(model, set, Optional.empty()));
            }
            return new ModelResults(provider.id(), training, evaluations);
        }
    }

    private ClassifierSpec spec(int classes) {
        return new ClassifierSpec(classes, plan.protocol().seeds().weights(), context.engine());
    }

    private Training train(ImageClassifier model) throws IOException {
        List<LabelledSlice> validation = plan.validate()
                .map(id -> LabelledSlice.of(context.data().split(id), ALL))
                .orElse(List.of());
        String name = "train " + provider.id();
        List<LabelledSlice> slices = LabelledSlice.of(context.data().split(plan.train()), ALL);
        int epochs = plan.protocol().epochs();
        List<EpochResults> curve = context.stopwatch().phase(name, (long) slices.size() * epochs, () -> {
            List<EpochResults> points = new ArrayList<>();
            context.training().run(model, job(name, epochs), slices, (epoch, loss) -> {
                Optional<Scores> scores = validation.isEmpty()
                        ? Optional.empty()
                        : Optional.of(scores(predict("validate " + provider.id(), model, validation, ALL)));
                points.add(new EpochResults(epoch, loss, scores));
            });
            return points;
        });
        return training(plan.train(), model, curve);
    }

    private EvaluationResults fineTuned(byte[] weights, EvaluationSet set, FineTune tune) throws IOException {
        try (ImageClassifier model = provider.create(spec(ALL.size()))) {
            WeightFile.read(new ByteArrayInputStream(weights)).into(model.module());
            model.replaceHead(tune.classes().size(), plan.protocol().seeds().weights());
            String name = "fine-tune " + provider.id() + " for " + set.id();
            List<LabelledSlice> slices = LabelledSlice.of(context.data().split(tune.split()), tune.classes());
            List<EpochResults> curve = context.stopwatch().phase(name, (long) slices.size() * tune.epochs(), () -> {
                List<EpochResults> points = new ArrayList<>();
                context.training()
                        .run(
                                model,
                                job(name, tune.epochs()),
                                slices,
                                (epoch, loss) -> points.add(new EpochResults(epoch, loss, Optional.empty())));
                return points;
            });
            String file = "weights/" + provider.id() + "-" + set.id() + ".safetensors";
            AtomicFiles.write(context.folder().resolve(file), weights(model));
            return evaluate(model, set, Optional.of(training(tune.split(), model, curve)));
        }
    }

    private TrainingLoop.Job job(String name, int epochs) {
        AdamOptions adam = plan.protocol().optimizer().adam();
        AdamSettings settings =
                new AdamSettings(adam.learningRate(), adam.beta1(), adam.beta2(), adam.eps(), adam.weightDecay());
        TrainingOptions options = new TrainingOptions(settings, plan.protocol().loss());
        return new TrainingLoop.Job(
                name, options, epochs, plan.protocol().seeds().order());
    }

    private static Training training(String split, ImageClassifier model, List<EpochResults> curve) {
        return new Training(split, model.module().parameterCount(), new Sha256(WeightDigest.of(model.module())), curve);
    }

    private EvaluationResults evaluate(ImageClassifier model, EvaluationSet set, Optional<Training> fineTuning)
            throws IOException {
        List<Diagnosis> classes = set.classes();
        List<LabelledSlice> slices = LabelledSlice.of(context.data().split(set.split()), classes);
        String name = "evaluate " + provider.id() + " on " + set.id();
        Predictions predictions =
                context.stopwatch().phase(name, slices.size(), () -> predict(name, model, slices, classes));
        String file = "predictions/" + provider.id() + "/" + set.id() + ".csv";
        Sha256 digest = PredictionFile.write(context.folder().resolve(file), predictions);
        return new EvaluationResults(
                set.id(),
                set.split(),
                slices.size(),
                fineTuning,
                predictions.confusionMatrix(),
                scores(predictions),
                new PredictionsReference(file, digest));
    }

    private Predictions predict(String name, ImageClassifier model, List<LabelledSlice> slices, List<Diagnosis> classes)
            throws IOException {
        List<Prediction> rows = context.evaluation().run(name, model, slices);
        return new Predictions(classes.stream().map(Diagnosis::prefix).toList(), rows);
    }

    private Scores scores(Predictions predictions) {
        return Scores.of(predictions.confusionMatrix(), plan.f1Weights().byWeighting());
    }

    private byte[] weights(ImageClassifier model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("model", provider.id());
        metadata.put("plan", plan.digest().hex());
        WeightFile.write(model.module(), metadata, bytes);
        return bytes.toByteArray();
    }
}
