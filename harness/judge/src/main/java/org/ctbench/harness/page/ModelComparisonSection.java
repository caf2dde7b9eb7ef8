package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.ModelDifference;
import org.ctbench.harness.statistics.PairedDifference;
import org.ctbench.harness.statistics.RankInterval;
import org.ctbench.harness.statistics.RightAlone;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.harness.statistics.Verdicts;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Unit;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.RankPlot;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** Which models differ, and how they rank, as far as seeds and patients can tell. */
final class ModelComparisonSection {
    private static final double ALPHA = 0.05;

    private static final String NO_TESTS =
            "There are no ranks: no pair of models could be tested. A model that was trained once has no p-value, because two"
                    + " trainings of one model also differ. Train models with several seeds (seeds: [1,"
                    + " 2, 3, 4, 5] in the plan), or state how much their values vary with the seed (verdict.seedDeviation). A"
                    + " test also needs " + Verdicts.LEAST_PATIENTS
                    + " known patients or more, and a value of every training.";

    private static final String NO_RANKS = "There are no ranks: they need a test of both metrics on one set.";

    private final Comparison comparison;
    private final List<ContentBlock> blocks = new ArrayList<>();
    private final List<RankPlot.Panel> panels = new ArrayList<>();
    private boolean tested; // by one of the metrics, on one of the sets

    private ModelComparisonSection(Comparison comparison) {
        this.comparison = comparison;
    }

    /** The section; empty if no set has two models. */
    static Optional<Section> of(Comparison comparison) {
        return new ModelComparisonSection(comparison).section();
    }

    private Optional<Section> section() {
        List<SetMetrics> sets = comparison.sets().stream()
                .map(SetMetrics::withoutControls)
                .filter(set -> set.models().size() > 1)
                .toList();
        if (sets.isEmpty()) {
            return Optional.empty();
        }
        blocks.add(Paragraph.of(
                "All models were given the same images, so they are compared in pairs: what makes a patient hard for"
                        + " both models cancels. A difference is one of means over seeds. Its interval and its p-value account for other"
                        + " patients and other seeds. The variance is that of a bootstrap of patients, drawn together for all"
                        + " trainings of"
                        + " both models, plus s\u00B2/n of each model, where s is the standard deviation of its n seeds. The"
                        + " distribution is"
                        + " Student's t with the degrees of freedom of Welch and Satterthwaite."));
        List<Table> tables = sets.stream().map(this::compared).toList();
        if (panels.isEmpty()) {
            blocks.add(Paragraph.of(tested ? NO_RANKS : NO_TESTS));
        }
        blocks.addAll(tables);
        if (!panels.isEmpty()) {
            blocks.add(ranks());
        }
        return Optional.of(new Section(
                "models-compared",
                "Models compared",
                "Each row compares two models on the same images. A positive difference favours the model named first. Where there"
                        + " are p-values, go by those adjusted by Holm's method.",
                blocks));
    }

    /** The table of a set, and its panel of ranks where there are any. */
    private Table compared(SetMetrics set) {
        AppliedMetric f1 = metric(set, ClassificationMetric.id(set.set().weighting()));
        AppliedMetric sensitivity = metric(set, Metric.SENSITIVITY.id() + "/" + classOfInterest(set));
        List<ModelDifference> both = ModelDifference.ofPairs(
                set.models().stream().map(ModelMetrics::predictions).toList(),
                List.of(f1, sensitivity),
                comparison.statedDeviation(),
                comparison.resampling());
        List<ModelDifference> ofF1 = of(f1, both);
        List<ModelDifference> ofSensitivity = of(sensitivity, both);
        tested |= both.stream().anyMatch(difference -> difference.p().isPresent());
        boolean ranked = both.stream()
                        .allMatch(difference -> difference.effect().isPresent())
                && ofF1.stream().anyMatch(difference -> difference.p().isPresent())
                && ofSensitivity.stream().anyMatch(difference -> difference.p().isPresent());
        if (ranked && panels.size() < RankPlot.MOST_PANELS) {
            panels.add(panel(set, sensitivity, ofSensitivity, ofF1));
        }
        return pairs(set, ofF1);
    }

    private static List<ModelDifference> of(AppliedMetric metric, List<ModelDifference> all) {
        return all.stream()
                .filter(difference -> difference.metric().equals(metric))
                .toList();
    }

    private String classOfInterest(SetMetrics set) {
        return set.models().get(0).predictions().get(0).classes().get(ClinicalSet.interest(set, comparison));
    }

    private static AppliedMetric metric(SetMetrics set, String id) {
        return set.models().get(0).overSeeds().metric(id);
    }

    private RankPlot ranks() {
        return new RankPlot(
                "ranks",
                "Ranks by the sensitivity to the class of interest and by the weighted F1; 1 is the best. Models that no"
                        + " test separates (Holm over all pairs of a set, 5 %) share their ranks: bars span all ranks that they"
                        + " may have. Sets on which one of the two has no value, or nothing could be tested, are left out.",
                panels);
    }

    private static RankPlot.Panel panel(
            SetMetrics set,
            AppliedMetric sensitivity,
            List<ModelDifference> ofSensitivity,
            List<ModelDifference> ofF1) {
        List<ModelMetrics> models = set.models();
        List<RankInterval> across = RankInterval.of(models.size(), ofSensitivity, ALPHA);
        List<RankInterval> up = RankInterval.of(models.size(), ofF1, ALPHA);
        List<RankPlot.Entry> entries = new ArrayList<>();
        for (int m = 0; m < models.size(); m++) {
            entries.add(RankPlot.Entry.of(models.get(m).heading(), span(across.get(m)), span(up.get(m))));
        }
        return new RankPlot.Panel(
                set.set().heading(),
                RankPlot.Axis.ranks(sensitivity.words()),
                RankPlot.Axis.ranks("weighted F1"),
                entries);
    }

    private static RankPlot.Span span(RankInterval ranks) {
        return RankPlot.Span.ranks(ranks.best(), ranks.worst());
    }

    private Table pairs(SetMetrics set, List<ModelDifference> differences) {
        boolean seeds =
                differences.stream().anyMatch(difference -> difference.seeds().isPresent());
        List<OptionalDouble> adjusted = ModelDifference.holm(differences);
        List<ModelMetrics> models = set.models();
        List<Row> rows = new ArrayList<>();
        int pair = 0;
        for (int i = 0; i < models.size(); i++) {
            for (int j = i + 1; j < models.size(); j++, pair++) {
                ModelDifference difference = differences.get(pair);
                List<TableCell> cells = new ArrayList<>();
                cells.add(Text.of(
                        models.get(j).heading() + " against " + models.get(i).heading()));
                cells.add(effect(difference, seeds));
                if (seeds) {
                    cells.add(p(difference, difference.p()));
                    cells.add(p(difference, adjusted.get(pair)));
                }
                cells.addAll(rightAlone(models.get(j), models.get(i)));
                rows.add(new Row(cells, false));
            }
        }
        List<Column> columns = new ArrayList<>(List.of(Column.of("pair")));
        columns.add(Column.in("weighted F1", seeds ? "difference" : "difference between these trained networks"));
        if (seeds) {
            columns.add(Column.in("weighted F1", "p"));
            columns.add(Column.in("weighted F1", "p, Holm"));
        }
        columns.add(Column.in("right alone", "first named"));
        columns.add(Column.in("right alone", "other"));
        return Table.of("pairs-" + set.set().id(), set.set().heading() + ": models in pairs", columns, rows)
                .withNotes(notes(set, differences, seeds));
    }

    private String notes(SetMetrics set, List<ModelDifference> differences, boolean seeds) {
        String unit = differences.get(0).patients().isPresent() ? "by patient" : "by slice, as patients are unknown";
        String stated = comparison
                .statedDeviation()
                .filter(known -> set.models().stream().anyMatch(model -> model.seeds() == 1))
                .map(known -> " The deviation of models that were trained once is the stated one, with "
                        + known.degreesOfFreedom() + " degrees of freedom.")
                .orElse("");
        return "Weighted F1: " + ReportWording.weighting(set.set().weighting()) + "; its bootstrap is " + unit + "."
                + (seeds
                        ? " Holm: the family-wise error rate over all pairs of the table is at most 5 %." + stated
                        : " Each interval is about these trained networks on other patients. It leaves out what another seed"
                                + " changes, so it does not say which model is better.")
                + " Right alone: slices that only one of the two classifies correctly, averaged over all pairs of their seeds.";
    }

    private static TableCell p(ModelDifference difference, OptionalDouble p) {
        return p.isPresent()
                ? ReportWording.p(p.getAsDouble())
                : Absent.undefined(difference.noTestBecause().orElseThrow());
    }

    private static List<TableCell> rightAlone(ModelMetrics first, ModelMetrics second) {
        RightAlone alone = RightAlone.of(first.predictions(), second.predictions());
        boolean counted = first.seeds() == 1 && second.seeds() == 1;
        return counted
                ? List.of(Count.of((long) alone.first()), Count.of((long) alone.second()))
                : List.of(Value.of(alone.first(), 1), Value.of(alone.second(), 1));
    }

    /** With the interval of patients and seeds, and of patients alone where nothing is known of the seeds. */
    private TableCell effect(ModelDifference difference, boolean seeds) {
        Uncertainty uncertainty = difference.seeds().isPresent()
                ? difference.elsewhere(comparison.resampling().confidence())
                : difference.ofPatients();
        TableCell effect = effect(difference.effect(), uncertainty);
        return seeds && difference.seeds().isEmpty() && difference.effect().isPresent()
                ? Annotated.noted(effect, "its interval leaves out what another seed changes")
                : effect;
    }

    /** The difference with its interval, in percentage points. */
    static TableCell effect(PairedDifference difference) {
        return effect(difference.effect(), difference.uncertainty());
    }

    private static TableCell effect(OptionalDouble effect, Uncertainty uncertainty) {
        if (effect.isEmpty()) {
            return Absent.undefined("one of the two has no value");
        }
        Value value = Value.of(100 * effect.getAsDouble(), ReportWording.DECIMALS, Unit.POINTS);
        return uncertainty
                .known()
                .<TableCell>map(known -> IntervalCell.of(
                        value,
                        Bounds.of(
                                100 * known.interval().low(),
                                100 * known.interval().high())))
                .orElse(value);
    }
}
