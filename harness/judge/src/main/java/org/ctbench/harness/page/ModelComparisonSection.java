package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.Holm;
import org.ctbench.harness.statistics.McNemar;
import org.ctbench.harness.statistics.PairedDifference;
import org.ctbench.harness.statistics.RankInterval;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.reports.cells.Absent;
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

/** Which models differ on the same images, and how they rank. */
final class ModelComparisonSection {
    private static final String COVID = "sensitivity/NCP";
    private static final double ALPHA = 0.05;

    private final Comparison comparison;
    private final Resampling resampling;

    private ModelComparisonSection(Comparison comparison) {
        this.comparison = comparison;
        this.resampling = comparison.resampling();
    }

    /** The section; empty if no set has two models. */
    static Optional<Section> of(Comparison comparison) {
        return new ModelComparisonSection(comparison).section();
    }

    private Optional<Section> section() {
        List<SetMetrics> sets = comparison.sets().stream()
                .filter(set -> set.models().size() > 1)
                .toList();
        if (sets.isEmpty()) {
            return Optional.empty();
        }
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(
                Paragraph.of(
                        "All models answered the same images, so that they are compared in pairs: what makes a patient hard"
                                + " for both cancels. Of models with several seeds the first is compared. McNemar's exact test takes slices for"
                                + " independent; the bootstrap draws patients where they are known, and its p is the one to go by."));
        List<RankPlot.Panel> panels = new ArrayList<>();
        for (SetMetrics set : sets) {
            List<ClassPredictions> answers =
                    set.models().stream().map(m -> m.predictions().get(0)).toList();
            blocks.add(pairs(set, answers));
            if (panels.size() < RankPlot.MOST_PANELS && isRanked(set, answers)) {
                panels.add(panel(set, answers));
            }
        }
        if (!panels.isEmpty()) {
            blocks.add(ranks(panels));
        }
        return Optional.of(new Section("models-compared", "Models compared", blocks));
    }

    /** Whether both values that models are ranked by have a value for every model. */
    private static boolean isRanked(SetMetrics set, List<ClassPredictions> answers) {
        List<AppliedMetric> metrics = set.models().get(0).metrics().stream()
                .filter(f -> f.id().equals(COVID) || f.equals(weightedF1(set)))
                .toList();
        return metrics.size() == 2
                && answers.stream()
                        .allMatch(of -> metrics.stream()
                                .allMatch(metric -> of.value(metric).isPresent()));
    }

    private static RankPlot ranks(List<RankPlot.Panel> panels) {
        return new RankPlot(
                "ranks",
                "Ranks by the sensitivity to NCP and by the weighted F1; 1 is the best. Models that no test separates (Holm"
                        + " over all pairs of a set, 5 %) share their ranks: bars span all that they may have. Sets on which one"
                        + " of the two has no value are left out.",
                panels);
    }

    private static AppliedMetric weightedF1(SetMetrics set) {
        return metric(set, ClassificationMetric.id(set.set().weighting()));
    }

    private static AppliedMetric metric(SetMetrics set, String id) {
        return set.models().get(0).metrics().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private RankPlot.Panel panel(SetMetrics set, List<ClassPredictions> answers) {
        List<RankInterval> covid = RankInterval.of(answers, metric(set, COVID), ALPHA, resampling);
        List<RankInterval> f1 = RankInterval.of(answers, weightedF1(set), ALPHA, resampling);
        List<RankPlot.Entry> entries = new ArrayList<>();
        for (int m = 0; m < set.models().size(); m++) {
            entries.add(RankPlot.Entry.of(set.models().get(m).heading(), span(covid.get(m)), span(f1.get(m))));
        }
        return new RankPlot.Panel(
                set.set().heading(),
                RankPlot.Axis.ranks("sensitivity to NCP"),
                RankPlot.Axis.ranks("weighted F1"),
                entries);
    }

    private static RankPlot.Span span(RankInterval ranks) {
        return RankPlot.Span.ranks(ranks.best(), ranks.worst());
    }

    private Table pairs(SetMetrics set, List<ClassPredictions> answers) {
        List<PairedDifference> differences = PairedDifference.ofPairs(answers, List.of(weightedF1(set)), resampling);
        List<McNemar> tests = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            for (int j = i + 1; j < answers.size(); j++) {
                tests.add(McNemar.of(answers.get(i), answers.get(j)));
                names.add(heading(set, j) + " against " + heading(set, i));
            }
        }
        List<Double> adjusted =
                Holm.adjust(differences.stream().map(d -> d.p().orElse(1)).toList());
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < tests.size(); k++) {
            PairedDifference difference = differences.get(k);
            rows.add(Row.of(
                    Text.of(names.get(k)),
                    effect(difference),
                    difference.p().isPresent()
                            ? ReportWording.p(difference.p().getAsDouble())
                            : Absent.undefined("no replicate tells"),
                    difference.p().isPresent()
                            ? ReportWording.p(adjusted.get(k))
                            : Absent.undefined("no replicate tells"),
                    Count.of(tests.get(k).secondAlone()),
                    Count.of(tests.get(k).firstAlone()),
                    ReportWording.p(tests.get(k).p())));
        }
        return Table.of(
                        "pairs-" + set.set().id(),
                        set.set().heading() + ": models in pairs",
                        List.of(
                                Column.of("pair"),
                                Column.in("weighted F1", "difference"),
                                Column.in("weighted F1", "p"),
                                Column.in("weighted F1", "p, Holm"),
                                Column.in("right alone", "first named"),
                                Column.in("right alone", "other"),
                                Column.of("p, McNemar")),
                        rows)
                .withNotes("Weighted F1: " + ReportWording.weighting(set.set().weighting()) + "; its bootstrap is "
                        + (answers.get(0).hasPatients() ? "by patient." : "by slice, as patients are unknown."));
    }

    private static String heading(SetMetrics set, int model) {
        ModelMetrics metrics = set.models().get(model);
        return metrics.heading();
    }

    /** The difference with its interval, in percentage points. */
    static TableCell effect(PairedDifference difference) {
        if (difference.effect().isEmpty()) {
            return Absent.undefined("one of the two has no value");
        }
        Value value = Value.of(100 * difference.effect().getAsDouble(), ReportWording.DECIMALS, Unit.POINTS);
        Optional<Uncertainty.Known> known = difference.uncertainty().known();
        return known.<TableCell>map(k -> IntervalCell.of(
                        value,
                        Bounds.of(100 * k.interval().low(), 100 * k.interval().high())))
                .orElse(value);
    }
}
