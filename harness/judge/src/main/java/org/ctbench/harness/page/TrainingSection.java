package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.EpochResults;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.Training;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Series;
import org.ctbench.reports.document.Series.Point;
import org.ctbench.reports.document.Series.Role;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.document.TrainingCurves;

/** How the models learned. */
final class TrainingSection {
    private TrainingSection() {}

    /** The section; empty if no model was trained. */
    static Optional<Section> of(Evidence evidence) {
        Plan plan = evidence.plan();
        List<ReportedModel> models = ReportedModel.of(evidence).stream()
                .filter(model -> model.results().training().isPresent())
                .toList();
        if (models.isEmpty()) {
            return Optional.empty();
        }
        List<ContentBlock> blocks = new ArrayList<>();
        plan.validate().ifPresent(split -> blocks.add(Paragraph.of("Validation values are those of " + split + ".")));
        for (String row : evidence.rows()) {
            overSeeds(row, evidence.trained(row)).ifPresent(blocks::add);
        }
        for (ReportedModel model : models) {
            Training training = model.results().training().orElseThrow();
            if (!training.curve().isEmpty()) {
                blocks.add(losses("loss-" + model.id(), model.heading() + " on " + training.split(), training));
            }
            parts(model).ifPresent(blocks::add);
            validation(model).ifPresent(blocks::add);
            for (EvaluationResults set : model.results().evaluations()) {
                set.fineTuning()
                        .ifPresent(t -> blocks.add(losses(
                                "loss-" + model.id() + "-" + set.id(),
                                model.heading() + ", fine-tuned on " + t.split(),
                                t)));
            }
        }
        blocks.add(table(models));
        return Optional.of(new Section(
                "training",
                "Training",
                "The loss should fall and level off. The last epoch is evaluated; no epoch is selected by validation.",
                blocks));
    }

    /** The mean loss over the seeds of a model, with the range from the lowest to the highest; empty for one seed. */
    private static Optional<TrainingCurves> overSeeds(String row, List<TrainedModel> seeds) {
        List<List<EpochResults>> curves = seeds.stream()
                .flatMap(model -> model.results().training().stream())
                .map(Training::curve)
                .toList();
        int epochs = curves.stream().mapToInt(List::size).min().orElse(0);
        if (curves.size() < 2 || epochs == 0) {
            return Optional.empty();
        }
        List<Point> means = new ArrayList<>();
        List<Series.Range> band = new ArrayList<>();
        for (int e = 0; e < epochs; e++) {
            int epoch = e;
            DoubleSummaryStatistics losses = curves.stream()
                    .mapToDouble(curve -> curve.get(epoch).meanLoss())
                    .summaryStatistics();
            double mean = Math.max(losses.getMin(), Math.min(losses.getMax(), losses.getAverage())); // rounding
            means.add(new Point(epoch + 1, mean));
            band.add(new Series.Range(losses.getMin(), losses.getMax()));
        }
        return Optional.of(new TrainingCurves(
                "loss-seeds-" + row,
                seeds.get(0).heading() + ": mean over " + curves.size()
                        + " seeds, and the range from the lowest to the highest",
                "epoch",
                "mean loss",
                List.of(new Series("training", Role.TRAINING, means).withBand(band))));
    }

    private static TrainingCurves losses(String id, String caption, Training training) {
        List<Double> losses =
                training.curve().stream().map(EpochResults::meanLoss).toList();
        return new TrainingCurves(
                id, caption, "epoch", "mean loss", List.of(Series.perEpoch("training", Role.TRAINING, losses)));
    }

    /** The losses of a detector, one line each, where the model has some. */
    private static Optional<TrainingCurves> parts(ReportedModel model) {
        Map<String, List<Point>> byName = new LinkedHashMap<>();
        for (EpochResults epoch : model.results().training().orElseThrow().curve()) {
            epoch.losses()
                    .forEach((name, loss) ->
                            byName.computeIfAbsent(name, n -> new ArrayList<>()).add(new Point(epoch.epoch(), loss)));
        }
        byName.remove(StepLosses.IMAGE);
        List<Series> lines = new ArrayList<>();
        byName.forEach((name, points) -> lines.add(new Series(name.replace('_', ' '), Role.TRAINING, points)));
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrainingCurves(
                        "losses-" + model.id(),
                        model.heading() + ": losses of the detector",
                        "epoch",
                        "mean loss",
                        lines));
    }

    private static Optional<TrainingCurves> validation(ReportedModel model) {
        List<Series> series = new ArrayList<>();
        points(model, Scores::accuracy).ifPresent(p -> series.add(new Series("accuracy", Role.VALIDATION, p)));
        points(
                        model,
                        s -> s.weightedF1()
                                .getOrDefault(org.ctbench.harness.metrics.Weighting.CODE, OptionalDouble.empty()))
                .ifPresent(p -> series.add(new Series("weighted F1", Role.VALIDATION, p)));
        return series.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrainingCurves(
                        "validation-" + model.id(),
                        model.heading() + " on the validation split",
                        "epoch",
                        "%",
                        series));
    }

    private static Optional<List<Point>> points(
            ReportedModel model, java.util.function.Function<Scores, OptionalDouble> metric) {
        List<Point> points = new ArrayList<>();
        for (EpochResults epoch : model.results().training().orElseThrow().curve()) {
            OptionalDouble value = epoch.validation().map(metric).orElse(OptionalDouble.empty());
            value.ifPresent(v -> points.add(new Point(epoch.epoch(), 100 * v)));
        }
        return points.isEmpty() ? Optional.empty() : Optional.of(points);
    }

    private static Table table(List<ReportedModel> models) {
        List<Row> rows = new ArrayList<>();
        for (ReportedModel model : models) {
            rows.add(row(model.heading(), model.results().training().orElseThrow()));
            model.results()
                    .evaluations()
                    .forEach(set ->
                            set.fineTuning().ifPresent(t -> rows.add(row(model.heading() + ", for " + set.id(), t))));
        }
        return Table.of(
                "training",
                "Trainings",
                List.of(
                        Column.of("model"),
                        Column.of("trained on"),
                        Column.of("epochs"),
                        Column.of("parameters"),
                        Column.of("loss, last epoch"),
                        Column.of("SHA-256 of the weights")),
                rows);
    }

    private static Row row(String name, Training training) {
        int epochs = training.curve().size();
        Absent untrained = new Absent(Absent.Kind.NOT_RUN, "the weights are those of a file, and were not trained on");
        return Row.of(
                Text.of(name),
                epochs == 0 ? untrained : Text.of(training.split()),
                Count.of(epochs),
                Count.of(training.parameters()),
                epochs == 0
                        ? untrained
                        : Value.of(training.curve().get(epochs - 1).meanLoss(), 4),
                Text.code(training.weights().abbreviated()));
    }
}
