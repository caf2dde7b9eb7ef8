package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.PatientValue;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/** Discrimination and calibration of each model on a set: what follows from its probabilities. */
final class ProbabilityTables {
    private static final List<Metric> DISCRIMINATION =
            List.of(Metric.AUC, Metric.SENSITIVITY_AT_90, Metric.SENSITIVITY_AT_95);
    private static final List<Metric> CALIBRATION =
            List.of(Metric.CALIBRATION_SLOPE, Metric.CALIBRATION_INTERCEPT, Metric.BRIER, Metric.ECE);
    private static final int ALL = -1;

    private final ClinicalSet set;
    private final Map<String, Map<String, TableCell>> cells = new LinkedHashMap<>(); // by model, by id of the metric

    private ProbabilityTables(ClinicalSet set) {
        this.set = set;
        List<ClassificationMetric> metrics = ClassificationMetric.all(set.classes(), Map.of()).stream()
                .filter(metric -> metric.metric().probabilities().isPresent())
                .toList();
        for (ModelMetrics model : set.withProbabilities()) {
            List<ClassPredictions> perSeed = model.predictions();
            Map<String, TableCell> own = new LinkedHashMap<>();
            for (PatientValue value : PatientValue.of(perSeed, metrics, set.resampling())) {
                own.put(value.metric().id(), ClinicalSet.cell(value, perSeed));
            }
            cells.put(model.row(), own);
        }
    }

    /** The two tables; none if no model has probabilities. */
    static List<Table> of(ClinicalSet set) {
        return set.withProbabilities().isEmpty() ? List.of() : new ProbabilityTables(set).tables();
    }

    private List<Table> tables() {
        return List.of(
                table("discrimination", "discrimination of each class from the others", "mean", DISCRIMINATION)
                        .withNotes(
                                "AUROC is the share of pairs of a slice of the class and another slice in which the first"
                                        + " has the higher probability; equal ones count half; 0.5 is chance. The sensitivity at 90 %"
                                        + " specificity takes the lowest threshold at which at least 90 % of the other slices are below"
                                        + " it; slices of equal probability stay together, and nothing is interpolated."),
                table("calibration", "calibration of the probability of each class", "all", CALIBRATION)
                        .withNotes(
                                "The best slope is 1; below it, probabilities are too extreme. The best intercept is 0;"
                                        + " above it they are too low. Both are of the logistic regression of the class on the logit of"
                                        + " its probability, the intercept with a slope of 1; probabilities nearer to 0 or 1 than 2^-24"
                                        + " count as so near, and probabilities that separate the class from the others have no"
                                        + " slope. Brier score and expected calibration error (ten bins of equal width) are"
                                        + " best at 0; of all classes half the sum of the squared errors, and the error of the predicted"
                                        + " class.",
                                "The expected calibration error is too high in small samples, and so is its interval. In a simulation (40"
                                        + " patients of each class with 10 slices each) intervals of 95 % held the true error"
                                        + " of one class"
                                        + " in 90 % of 400 repetitions, and the other values of these two tables in 93 to 96 %."));
    }

    private Table table(String id, String title, String all, List<Metric> metrics) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("model"), Column.of("class")));
        metrics.forEach(metric -> columns.add(Column.of(heading(metric))));
        List<Integer> classes =
                new ArrayList<>(ReportWording.paperOrder(set.classes().size()));
        classes.add(ALL);
        List<Row> rows = new ArrayList<>();
        for (ModelMetrics model : set.withProbabilities()) {
            for (int c : classes) {
                List<TableCell> row = new ArrayList<>(List.of(
                        Text.of(model.heading()),
                        Text.of(c == ALL ? all : set.classes().get(c))));
                metrics.forEach(metric -> row.add(cell(model, metric, c)));
                rows.add(new Row(row, false));
            }
        }
        return Table.of(id + "-" + set.id(), set.heading() + ": " + title, columns, rows)
                .withKeys(2);
    }

    private static String heading(Metric metric) {
        return switch (metric) {
            case AUC -> "AUROC";
            case CALIBRATION_SLOPE -> "slope";
            case CALIBRATION_INTERCEPT -> "intercept";
            default -> metric.words();
        };
    }

    private TableCell cell(ModelMetrics model, Metric metric, int c) {
        if (c == ALL && metric.ofClass()) {
            return Absent.undefined("it is about one class");
        }
        ClassificationMetric applied = c == ALL
                ? ClassificationMetric.of(metric, set.classes().size())
                : ClassificationMetric.of(metric, set.classes(), c);
        return Optional.ofNullable(cells.get(model.row()).get(applied.id())).orElseThrow();
    }
}
