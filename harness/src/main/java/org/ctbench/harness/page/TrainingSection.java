package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.EpochResults;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Training;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Block;
import org.ctbench.reports.document.Column;
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

    static Section of(Plan plan, List<ModelResults> models) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.of("The last epoch is evaluated; nothing is selected by validation."
                + plan.validate()
                        .map(v -> " Validation figures are those of " + v + ".")
                        .orElse("")));
        for (ModelItem item : plan.models()) {
            overSeeds(plan, item, models).ifPresent(blocks::add);
        }
        for (ModelResults model : models) {
            blocks.add(losses(
                    "loss-" + model.id(),
                    model.item().heading() + " on " + model.training().split(),
                    model.training()));
            parts(model).ifPresent(blocks::add);
            validation(model).ifPresent(blocks::add);
            for (EvaluationResults set : model.evaluations()) {
                set.fineTuning()
                        .ifPresent(t -> blocks.add(losses(
                                "loss-" + model.id() + "-" + set.id(),
                                model.item().heading() + ", fine-tuned on " + t.split(),
                                t)));
            }
        }
        blocks.add(table(models));
        return new Section("training", "Training", blocks);
    }

    /** The mean loss over the seeds of a model, with the range from the lowest to the highest; empty for one seed. */
    private static Optional<TrainingCurves> overSeeds(Plan plan, ModelItem item, List<ModelResults> models) {
        List<List<EpochResults>> curves = plan.seeds().stream()
                .flatMap(List::stream)
                .map(item::idOfSeed)
                .flatMap(id -> models.stream().filter(model -> model.id().equals(id)))
                .map(model -> model.training().curve())
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
                "loss-seeds-" + item.id(),
                item.heading() + ": mean over " + curves.size()
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
    private static Optional<TrainingCurves> parts(ModelResults model) {
        Map<String, List<Point>> byName = new LinkedHashMap<>();
        for (EpochResults epoch : model.training().curve()) {
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
                        model.item().heading() + ": losses of the detector",
                        "epoch",
                        "mean loss",
                        lines));
    }

    private static Optional<TrainingCurves> validation(ModelResults model) {
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
                        model.item().heading() + " on the validation split",
                        "epoch",
                        "%",
                        series));
    }

    private static Optional<List<Point>> points(
            ModelResults model, java.util.function.Function<Scores, OptionalDouble> figure) {
        List<Point> points = new ArrayList<>();
        for (EpochResults epoch : model.training().curve()) {
            OptionalDouble value = epoch.validation().map(figure).orElse(OptionalDouble.empty());
            value.ifPresent(v -> points.add(new Point(epoch.epoch(), 100 * v)));
        }
        return points.isEmpty() ? Optional.empty() : Optional.of(points);
    }

    private static Table table(List<ModelResults> models) {
        List<Row> rows = new ArrayList<>();
        for (ModelResults model : models) {
            rows.add(row(model.item().heading(), model.training()));
            model.evaluations()
                    .forEach(set -> set.fineTuning()
                            .ifPresent(t -> rows.add(row(model.item().heading() + ", for " + set.id(), t))));
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
        return Row.of(
                Text.of(name),
                Text.of(training.split()),
                Count.of(epochs),
                Count.of(training.parameters()),
                Value.of(training.curve().get(epochs - 1).meanLoss(), 4),
                Text.code(training.weights().abbreviated()));
    }
}
