package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ctbench.harness.shortcuts.NoPixels;
import org.ctbench.harness.shortcuts.SliceSubset;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.SeedMetrics;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/**
 * Models beside classifiers that see no pixel, on all slices of a set and on those where position or a known patient is of no
 * use.
 *
 * @param noPixels the classifiers; none where the lists do not give enough
 * @param matched slices among which position tells nothing
 * @param others slices of patients that are not in the training split
 * @param metrics headline metrics of the set
 * @param resampling how intervals are computed
 */
record ShortcutTable(
        List<NoPixels> noPixels,
        SliceSubset matched,
        SliceSubset others,
        List<ClassificationMetric> metrics,
        Resampling resampling) {
    private static final String NO_LISTS =
            "the lists do not give slice number and body box of every slice of training and test";

    /**
     * One model.
     *
     * @param heading its name
     * @param perSeed its predictions, one per seed, of the slices in one order
     */
    record Model(String heading, List<ClassPredictions> perSeed) {}

    /**
     * The table.
     *
     * @param id of the table
     * @param caption of the table
     * @param models none where the lists alone are looked at
     * @param notes what else is to be said below it
     */
    Table of(String id, String caption, List<Model> models, String... notes) {
        List<Row> rows = new ArrayList<>();
        for (Model model : models) {
            rows.addAll(rows(model, metric -> above(model, metric)));
        }
        for (NoPixels control : noPixels) {
            Model shown = new Model(control.facts().heading(), List.of(control.predictions()));
            rows.addAll(rows(shown, metric -> Text.of("")));
        }
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("model"),
                Column.of("metric"),
                Column.of("all slices"),
                Column.of("position-matched"),
                Column.of("other patients")));
        if (!models.isEmpty()) {
            columns.add(Column.of("above no pixels"));
        }
        List<Row> shown = models.isEmpty()
                ? rows.stream()
                        .map(row -> new Row(row.cells().subList(0, columns.size()), false))
                        .toList()
                : rows;
        return Table.of(id, caption, columns, shown)
                .withKeys(2)
                .withNotes(Stream.concat(
                                Stream.of(
                                        "position-matched: " + said(matched)
                                                + "; in each range of slice numbers, every class has equally many.",
                                        "other patients: " + said(others)
                                                + "; no slice of these patients is in the training split."),
                                Stream.of(notes))
                        .toArray(String[]::new));
    }

    private static String said(SliceSubset subset) {
        return subset.noneBecause()
                .map(because -> "none, as " + because)
                .orElse(String.format(Locale.ROOT, "%,d slices", subset.slices().size()));
    }

    private List<Row> rows(Model model, Function<ClassificationMetric, TableCell> above) {
        Function<ClassificationMetric, TableCell> all = values(model.perSeed());
        Function<ClassificationMetric, TableCell> ofMatched = values(model.perSeed(), matched);
        Function<ClassificationMetric, TableCell> ofOthers = values(model.perSeed(), others);
        return metrics.stream()
                .map(metric -> Row.of(
                        Text.of(model.heading()),
                        Text.of(metric.words()),
                        all.apply(metric),
                        ofMatched.apply(metric),
                        ofOthers.apply(metric),
                        above.apply(metric)))
                .toList();
    }

    private Function<ClassificationMetric, TableCell> values(List<ClassPredictions> perSeed, SliceSubset subset) {
        if (subset.noneBecause().isPresent()) {
            return metric -> Absent.undefined(subset.noneBecause().get());
        }
        return values(perSeed.stream().map(seed -> seed.only(subset.slices())).toList());
    }

    /** The cell of each metric, all from one bootstrap. */
    private Function<ClassificationMetric, TableCell> values(List<ClassPredictions> perSeed) {
        SeedMetrics measured = SeedMetrics.of(perSeed, metrics, resampling);
        return metric -> MetricsSection.value(measured, metric, perSeed);
    }

    private TableCell above(Model model, ClassificationMetric metric) {
        return best().map(control -> ModelComparisonSection.effect(
                        Superiority.of(model.perSeed().get(0), control, metric, resampling)))
                .orElse(Absent.undefined(NO_LISTS));
    }

    /** Whether a model is not shown to be better than a classifier without pixels, by its accuracy with the first seed. */
    boolean matchesNoPixels(ClassPredictions model) {
        return best().filter(control -> !Superiority.isShown(model, control, resampling))
                .isPresent();
    }

    /** The classifier without pixels of the higher accuracy. */
    Optional<ClassPredictions> best() {
        return noPixels.stream()
                .map(NoPixels::predictions)
                .max(Comparator.comparingDouble(control ->
                        control.value(ClassificationMetric.accuracy()).orElseThrow()));
    }
}
