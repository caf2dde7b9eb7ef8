package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.PatientValue;
import org.ctbench.harness.statistics.Verdicts;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/** Each model in parts of the scans of a set. */
final class SubgroupTable {
    private static final List<String> THIRDS = List.of("first third", "middle third", "last third");
    private static final String TOO_FEW = "too few patients for an interval: fewer than " + Verdicts.LEAST_PATIENTS;

    private final ClinicalSet set;
    private final List<ClassificationMetric> metrics;

    private SubgroupTable(ClinicalSet set) {
        this.set = set;
        this.metrics = List.of(
                ClassificationMetric.of(Metric.SENSITIVITY, set.classes(), set.interest()),
                ClassificationMetric.of(Metric.SPECIFICITY, set.classes(), set.interest()),
                ClassificationMetric.of(Metric.AUC, set.classes(), set.interest()),
                ClassificationMetric.accuracy());
    }

    /** The table; empty if the lists do not give where slices lie, or whose they are. */
    static Optional<Table> of(ClinicalSet set) throws IOException {
        if (!set.hasPatients()) {
            return Optional.empty();
        }
        return SlicePositions.places(set.slices(), THIRDS.size()).map(new SubgroupTable(set)::table);
    }

    private Table table(List<Integer> places) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int third = 0; third < THIRDS.size(); third++) {
            int place = third;
            List<Integer> slices = IntStream.range(0, places.size())
                    .filter(slice -> places.get(slice) == place)
                    .boxed()
                    .toList();
            if (!slices.isEmpty()) {
                groups.put(THIRDS.get(third), slices);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (ModelMetrics model : set.models()) {
            groups.forEach((name, slices) -> rows.add(row(model, name, slices)));
        }
        return Table.of(
                        "subgroups-" + set.id(),
                        set.heading() + ": results by the position of the slice in its scan",
                        List.of(
                                Column.of("model"),
                                Column.of("position"),
                                Column.of("slices"),
                                Column.in("patients", set.ofInterest()),
                                Column.in("patients", "all"),
                                Column.in(set.ofInterest(), "sensitivity"),
                                Column.in(set.ofInterest(), "specificity"),
                                Column.in(set.ofInterest(), "AUROC"),
                                Column.of("accuracy")),
                        rows)
                .withKeys(2)
                .withNotes(
                        "A scan extends from its lowest to its highest slice number in the set and is cut into three parts of"
                                + " equal length. Where the slices of a value come from fewer than "
                                + Verdicts.LEAST_PATIENTS
                                + " patients, the table gives counts for the first seed instead of a rate.",
                        "Sex and age are not analysed: the lists do not have them.");
    }

    private Row row(ModelMetrics model, String name, List<Integer> slices) {
        List<ClassPredictions> perSeed =
                model.predictions().stream().map(seed -> seed.only(slices)).toList();
        ClassPredictions first = perSeed.get(0);
        List<TableCell> cells = new ArrayList<>(List.of(
                Text.of(model.heading()),
                Text.of(name),
                Count.of(slices.size()),
                Count.of(first.patientsOf(metrics.get(0)).orElseThrow()),
                Count.of(first.patients().orElseThrow())));
        for (PatientValue value : PatientValue.of(perSeed, metrics, set.resampling())) {
            cells.add(cell(value, perSeed, set.interest()));
        }
        return new Row(cells, false);
    }

    /** The value with its interval, or counts where the slices that it is about are of too few patients. */
    static TableCell cell(PatientValue value, List<ClassPredictions> perSeed, int c) {
        ClassPredictions first = perSeed.get(0);
        boolean few = first.patientsOf(value.metric()).orElseThrow() < Verdicts.LEAST_PATIENTS;
        if (!few || value.value().isEmpty()) {
            return ClinicalSet.cell(value, perSeed);
        }
        ConfusionMatrix m = first.matrix();
        return switch (value.metric().metric()) {
            case SENSITIVITY -> counted(m.truePositives(c), m.slices(c));
            case SPECIFICITY -> counted(m.total() - m.slices(c) - m.falsePositives(c), m.total() - m.slices(c));
            case ACCURACY -> counted(m.correct(), m.total());
            default -> Absent.undefined(TOO_FEW);
        };
    }

    /** So many of so many, without an interval. */
    static TableCell counted(long part, long all) {
        return Annotated.noted(
                Text.of(Count.of(part).text() + " of " + Count.of(all).text()), TOO_FEW);
    }
}
