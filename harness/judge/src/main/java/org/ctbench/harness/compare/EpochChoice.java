package org.ctbench.harness.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.papers.PaperNumbers;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.results.EpochResults;
import org.ctbench.harness.results.Training;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.Interval;
import org.ctbench.harness.statistics.NewTraining;
import org.ctbench.harness.statistics.PublishedValue;
import org.ctbench.harness.statistics.Question;

/**
 * What the choice of the best epoch on an evaluation set would give: the values after the last epoch and after the epoch that is best on
 * this very set. Known where a plan names the split of the set under {@code validate}. A run never chooses; who reports the best epoch has
 * looked at the test images.
 *
 * @param heading name of the model
 * @param set the evaluation set
 * @param metric the metric, of which more is better
 * @param last its value after the last epoch, of each seed
 * @param best its highest value of all epochs, of each seed, as many
 * @param images number of images that the value is about
 * @param cell the published cell, where a paper has one about these images
 * @param published its value
 */
public record EpochChoice(
        String heading,
        EvaluationSet set,
        AppliedMetric metric,
        List<Double> last,
        List<Double> best,
        long images,
        Optional<ComparedCell> cell,
        Optional<PublishedValue> published) {
    public EpochChoice {
        Objects.requireNonNull(heading, "heading");
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(metric, "metric");
        last = List.copyOf(last);
        best = List.copyOf(best);
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(published, "published");
    }

    /** All that a comparison tells, model by model. */
    public static List<EpochChoice> of(Comparison comparison) {
        List<EpochChoice> all = new ArrayList<>();
        for (SetMetrics set : comparison.sets()) {
            for (ModelMetrics model : set.models()) {
                if (set.set().fineTune().isEmpty()) {
                    all.addAll(of(comparison, set.set(), model));
                }
            }
        }
        return List.copyOf(all);
    }

    private static List<EpochChoice> of(Comparison comparison, EvaluationSet set, ModelMetrics model) {
        List<List<Scores>> curves = model.trained().stream()
                .map(trained -> curve(trained, set))
                .filter(curve -> curve.size() > 1)
                .toList();
        List<EpochChoice> choices = new ArrayList<>();
        for (AppliedMetric metric : curves.size() == model.seeds() ? model.metrics() : List.<AppliedMetric>of()) {
            Optional<ComparedCell> cell = cell(comparison, set, model, metric);
            List<List<Double>> values = curves.stream()
                    .map(curve -> curve.stream()
                            .flatMap(scores -> value(scores, metric).stream().boxed())
                            .toList())
                    .toList();
            boolean known =
                    values.stream().allMatch(of -> of.size() == curves.get(0).size());
            if (known && (isMain(metric, set) || cell.isPresent())) {
                choices.add(new EpochChoice(
                        model.heading(),
                        set,
                        metric,
                        values.stream().map(of -> of.get(of.size() - 1)).toList(),
                        values.stream()
                                .map(of -> of.stream()
                                        .max(Comparator.naturalOrder())
                                        .orElseThrow())
                                .toList(),
                        Math.max(1, model.predictions().get(0).slicesOf(metric)),
                        cell,
                        cell.map(of -> PaperNumbers.of(comparison.paper().orElseThrow())
                                .value(of.published()))));
            }
        }
        return choices;
    }

    /** Scores on the set after each epoch; none where the run did not keep them. */
    private static List<Scores> curve(TrainedModel trained, EvaluationSet set) {
        return trained.run().plan().validate().equals(Optional.of(set.split()))
                ? trained.results().training().map(Training::curve).orElse(List.of()).stream()
                        .map(EpochResults::validation)
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
    }

    private static boolean isMain(AppliedMetric metric, EvaluationSet set) {
        return metric.metric() == Metric.ACCURACY
                || metric.metric() == Metric.SENSITIVITY
                || metric.id().equals(ClassificationMetric.id(set.weighting()));
    }

    private static OptionalDouble value(Scores scores, AppliedMetric metric) {
        if (metric.metric() == Metric.ACCURACY) {
            return scores.accuracy();
        }
        return Stream.concat(
                        scores.weightedF1().entrySet().stream()
                                .filter(of ->
                                        ClassificationMetric.id(of.getKey()).equals(metric.id()))
                                .map(of -> of.getValue()),
                        scores.classes().stream()
                                .filter(of -> metric.id().equals(metric.metric().id() + "/" + of.name()))
                                .map(of -> value(of, metric.metric())))
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble value(Scores.OfClass of, Metric metric) {
        return switch (metric) {
            case SENSITIVITY -> of.sensitivity();
            case PRECISION -> of.precision();
            case F1 -> of.f1();
            default -> OptionalDouble.empty();
        };
    }

    private static Optional<ComparedCell> cell(
            Comparison comparison, EvaluationSet set, ModelMetrics model, AppliedMetric metric) {
        return comparison.tables().stream()
                .filter(table -> table.set().equals(Optional.of(set)))
                .filter(table -> table.questions().contains(Question.SAME_IMAGES))
                .flatMap(table -> table.row(model.row()).stream())
                .filter(cell -> cell.column().metricId(set.weighting()).equals(metric.id()))
                .filter(cell -> cell.published().value().isPresent())
                .findFirst();
    }

    /** What a published value says of the epoch that was reported. */
    public enum Explanation {
        /** The last epoch gives such a value, too. */
        LAST("last epoch explains it"),
        /** Only the epoch that is best on the test images gives such a value. */
        BEST("needs the best epoch on the test images"),
        /** Neither gives it. */
        NEITHER("neither explains it");

        private final String words;

        Explanation(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** Best less last of each seed, not negative; fractions. */
    public double[] gaps() {
        double[] gaps = new double[last.size()];
        for (int s = 0; s < gaps.length; s++) {
            gaps[s] = best.get(s) - last.get(s);
        }
        return gaps;
    }

    /**
     * Which epoch explains the published value: whether it lies in the interval of another training that reports its last epoch, or its best
     * one; empty for one seed, and without a certain published value.
     *
     * @param confidence of both intervals
     */
    public Optional<Explanation> explanation(double confidence) {
        if (last.size() < 2 || published.filter(PublishedValue::certain).isEmpty()) {
            return Optional.empty();
        }
        if (isIn(last, confidence)) {
            return Optional.of(Explanation.LAST);
        }
        return Optional.of(isIn(best, confidence) ? Explanation.BEST : Explanation.NEITHER);
    }

    private boolean isIn(List<Double> perSeed, double confidence) {
        PublishedValue value = published.orElseThrow();
        double half = value.halfWidth().doubleValue();
        double printed = value.printed().doubleValue();
        double[] values = perSeed.stream().mapToDouble(Double::doubleValue).toArray();
        Interval interval = NewTraining.of(values, 0, images).interval(confidence);
        var scale = TableComparison.scale(cell.orElseThrow().column());
        return scale.fraction(printed - half) <= interval.high() && scale.fraction(printed + half) >= interval.low();
    }
}
