package org.ctbench.harness.evidence;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * A classification of the slices of an evaluation set.
 *
 * @param model the training
 * @param plan the evaluation set
 * @param results results of the evaluation
 */
public record SetEvaluation(TrainedModel model, EvaluationSet plan, EvaluationResults results) implements Evaluation {
    public SetEvaluation {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(results, "results");
    }

    @Override
    public String set() {
        return plan.id();
    }

    @Override
    public String split() {
        return results.split();
    }

    @Override
    public FileReference file() {
        return results.predictions();
    }

    @Override
    public Optional<Float> above() {
        return Optional.empty();
    }

    @Override
    public List<ClassificationMetric> metrics() {
        return ClassificationMetric.usual(classes(), weights());
    }

    /** {@link #metrics}, and any other metrics of these ids that there are. */
    public List<ClassificationMetric> metrics(Set<String> more) {
        List<ClassificationMetric> usual = metrics();
        return all().stream()
                .filter(metric -> usual.contains(metric) || more.contains(metric.id()))
                .toList();
    }

    private List<ClassificationMetric> all() {
        return ClassificationMetric.all(classes(), weights());
    }

    private List<String> classes() {
        return results.confusion().classes();
    }

    private Map<Weighting, List<Double>> weights() {
        return model.run().plan().f1Weights().byWeighting(classes());
    }

    @Override
    public Optional<AppliedMetric> metric(String id) {
        return all().stream()
                .filter(metric -> metric.id().equals(id))
                .map(AppliedMetric.class::cast)
                .findFirst();
    }

    /** Weighted F1 as the plan weighs it in this set, accuracy, sensitivity of each class. */
    @Override
    public List<ClassificationMetric> mainMetrics() {
        return metrics().stream()
                .filter(metric -> metric.metric() == Metric.ACCURACY
                        || metric.metric() == Metric.SENSITIVITY
                        || metric.equals(standardMetric()))
                .toList();
    }

    /** The weighted F1 that stands in the tables of this set. */
    @Override
    public ClassificationMetric standardMetric() {
        String id = ClassificationMetric.id(plan.weighting());
        return metrics().stream()
                .filter(metric -> metric.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The same as labels, with the patient of each slice where names tell all of them. */
    @Override
    public ClassPredictions read(byte[] bytes, Path name, Sha256 digest) {
        return labelled(PredictionFile.readSealed(bytes, name, digest));
    }

    @Override
    public Map<String, List<String>> words(byte[] bytes, Path name, Sha256 digest) {
        Predictions predictions = PredictionFile.readSealed(bytes, name, digest);
        Map<String, List<String>> slices = new LinkedHashMap<>();
        for (Prediction row : predictions.rows()) {
            List<String> words = new ArrayList<>();
            words.add("truly " + predictions.classes().get(row.label()));
            if (!predictions.hasProbabilities()) {
                words.add("predicted " + predictions.classes().get(row.predicted()));
            }
            for (int c = 0;
                    predictions.hasProbabilities() && c < predictions.classes().size();
                    c++) {
                words.add(predictions.classes().get(c) + " "
                        + NumberOutput.toString(row.probabilities().get(c), true));
            }
            slices.put(row.image(), words);
        }
        return slices;
    }

    private ClassPredictions labelled(Predictions predictions) {
        List<Prediction> rows = predictions.rows();
        ClassPredictions labels = ClassPredictions.of(
                predictions.classes(),
                rows.stream().mapToInt(Prediction::label).toArray(),
                rows.stream().mapToInt(Prediction::predicted).toArray());
        ClassPredictions known = predictions.hasProbabilities()
                ? labels.withProbabilities(
                        rows.stream().map(SetEvaluation::probabilities).toArray(float[][]::new))
                : labels;
        return model.patients(split(), rows.stream().map(Prediction::image).toList())
                .map(known::ofPatients)
                .orElse(known);
    }

    private static float[] probabilities(Prediction row) {
        float[] probabilities = new float[row.probabilities().size()];
        for (int c = 0; c < probabilities.length; c++) {
            probabilities[c] = row.probabilities().get(c);
        }
        return probabilities;
    }

    @Override
    public ClassPredictions sample() throws IOException {
        return labelled(predictions());
    }

    /**
     * What the model said of every slice.
     *
     * @throws UserException if the file is missing or was changed, is not about every slice of the split with its class, or gives
     *     other metrics than the results have
     */
    public Predictions predictions() throws IOException {
        Predictions predictions = PredictionFile.readSealed(bytes(), path(), file().digest());
        List<Prediction> rows = predictions.rows();
        model.run()
                .slices()
                .requireAll(
                        split(),
                        rows.stream().map(Prediction::image).toList(),
                        Optional.of(rows.stream()
                                .map(row -> predictions.classes().get(row.label()))
                                .toList()),
                        path());
        ConfusionMatrix counted = predictions.confusionMatrix();
        if (!counted.equals(results.confusion())) {
            throw doNotFollow("the counts");
        }
        Scores scores = Scores.of(counted, weights());
        if (!scores.equals(results.scores())) {
            throw doNotFollow("the metrics");
        }
        return predictions;
    }

    private UserException doNotFollow(String what) {
        return new UserException(
                what + " of " + model.id() + " on " + set() + " in the results do not follow from the predictions",
                path().toString(),
                "restore the file, and the results, as the run wrote them");
    }
}
