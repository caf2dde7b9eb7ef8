package org.ctbench.reports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.cells.VerdictCell;
import org.ctbench.reports.cells.VerdictKind;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ForestPlot;
import org.ctbench.reports.document.ForestPlot.Estimate;
import org.ctbench.reports.document.ForestPlot.Group;
import org.ctbench.reports.document.ForestPlot.Line;
import org.ctbench.reports.document.ForestPlot.Target;
import org.ctbench.reports.document.RankPlot;
import org.ctbench.reports.document.RankPlot.Axis;
import org.ctbench.reports.document.RankPlot.Entry;
import org.ctbench.reports.document.RankPlot.Span;
import org.ctbench.reports.document.ReliabilityDiagram;
import org.ctbench.reports.document.ReliabilityDiagram.Bin;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Series;
import org.ctbench.reports.document.Series.Range;
import org.ctbench.reports.document.Series.Role;
import org.ctbench.reports.document.SharesByBin;
import org.ctbench.reports.document.SharesByBin.Share;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.document.TrainingCurves;

/** The part of the sample report that compares: invented values again. */
final class SampleVerdicts {
    private static final List<String> MODELS = List.of(
            "Affinity ResNet18",
            "Affinity ResNet34",
            "Affinity ResNet50",
            "ResNet18",
            "ResNet34",
            "ResNet50",
            "ResNeXt50",
            "DenseNet121",
            "COVID-CT-Mask-Net",
            "COVIDNet-CT (small)",
            "ShuffleNet V2",
            "One-shot, lightweight");

    private SampleVerdicts() {}

    static Section section() {
        return Section.of(
                "verdicts",
                "Published and reproduced",
                "Each published value stands beside the value of this run, its interval and a verdict.",
                table(),
                forest(),
                ranks(),
                reliability(),
                errors(),
                seeds());
    }

    private static Table table() {
        List<Column> columns = List.of(
                Column.of("Model"),
                Column.published("COVID-19 sensitivity"),
                Column.measured("COVID-19 sensitivity"),
                Column.of("Verdict"),
                Column.of("Wrong slices"));
        return Table.of(
                "verdicts",
                "Sensitivity to COVID-19 on the test split, with 95 % intervals over patients.",
                columns,
                List.of(
                        row(
                                "Affinity ResNet18",
                                published("93.55"),
                                0.9355,
                                VerdictKind.EXACT,
                                "The digits are the same."),
                        row("Affinity ResNet34", published("91.10"), 0.9072, VerdictKind.REPRODUCED, "Within 1 point."),
                        row(
                                "ResNet18",
                                Published.derived(Value.percent("90.80"), "mean of 90.50 and 91.10"),
                                0.8931,
                                VerdictKind.COMPATIBLE,
                                "The published value lies within the interval; 312 patients are too few to say more."),
                        row("ResNet34", published("88.20"), 0.9511, VerdictKind.HIGHER, "6.91 points above."),
                        row("ResNet50", published("95.00"), 0.9012, VerdictKind.LOWER, "4.88 points below."),
                        Row.of(
                                Text.of("ResNeXt50"),
                                Absent.unrecoverable("Table 3 prints the value over another"),
                                IntervalCell.measured(Value.fraction(0.9411, 2), Bounds.fractions(0.93, 0.952)),
                                VerdictCell.of(VerdictKind.UNDECIDED, "The published value is lost."),
                                Absent.undefined("not listed"))));
    }

    private static Published published(String digits) {
        return Published.of(Value.percent(digits));
    }

    private static Row row(String model, Published published, double measured, VerdictKind kind, String why) {
        return Row.of(
                Text.of(model),
                published,
                IntervalCell.measured(
                        Value.fraction(measured, 2), Bounds.fractions(measured - 0.0127, measured + 0.0109)),
                VerdictCell.of(kind, why),
                Annotated.linked(Count.of(17), "wrong-slices", Map.of("model", model)));
    }

    private static ForestPlot forest() {
        VerdictKind[] kinds = VerdictKind.values();
        List<Group> groups = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < MODELS.size() - 4 * t; i++) {
                VerdictKind kind = kinds[i % kinds.length];
                double shift = new double[] {0, 0.3, 1.6, 4.2, -4.8, -2.4, 0, 0}[i % kinds.length];
                double value = 82 + 11 * StrictMath.abs(StrictMath.sin(1.7 * i + t));
                BigDecimal printed = BigDecimal.valueOf(Math.round(value * 100), 2);
                Published published = i % 5 == 2
                        ? Published.derived(Value.percent(printed.toString()), "an example")
                        : Published.of(Value.percent(printed.toString()));
                Optional<Target> target = kind == VerdictKind.NOT_PUBLISHED
                        ? Optional.empty()
                        : Optional.of(new Target(published, Optional.of(BigDecimal.ONE)));
                double got = (printed.doubleValue() + shift) / 100;
                Optional<Estimate> estimate = kind == VerdictKind.NOT_RUN
                        ? Optional.empty()
                        : Optional.of(new Estimate(
                                Measured.of(Value.fraction(got, 2)),
                                Optional.of(Bounds.fractions(got - 0.021, got + 0.018)),
                                i % 3 == 0
                                        ? Optional.of(Bounds.fractions(got - 0.008, got + 0.007))
                                        : Optional.empty()));
                lines.add(new Line(MODELS.get(i), target, estimate, VerdictCell.of(kind, "an example")));
            }
            groups.add(new Group("Table " + (3 + t) + ", sensitivity to " + (t == 0 ? "COVID-19" : "CP"), lines));
        }
        return new ForestPlot(
                "forest", "Published and reproduced sensitivity; bars: 95 % intervals over patients.", groups);
    }

    private static RankPlot ranks() {
        return new RankPlot(
                "ranks",
                "Ranks on the test split; models that a paired test cannot tell apart span all ranks they may have.",
                Stream.of("Normal", "CP", "COVID-19", "All classes")
                        .map(title -> new RankPlot.Panel(
                                title,
                                Axis.ranks("sensitivity"),
                                Axis.ranks(title.length() > 8 ? "overall accuracy" : "F1 score"),
                                entries(title.length())))
                        .toList());
    }

    private static List<Entry> entries(int phase) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < MODELS.size(); i++) {
            int x = 1 + (i * 5 + phase) % MODELS.size();
            int y = 1 + (i * 5 + phase + i % 3) % MODELS.size();
            Span along = i % 4 == 1 ? Span.ranks(Math.max(1, x - 1), Math.min(12, x + 2)) : Span.ranks(x, x);
            Span up = i % 3 == 1 ? Span.ranks(Math.max(1, y - 2), Math.min(12, y + 1)) : Span.ranks(y, y);
            Entry entry = Entry.of(MODELS.get(i), along, up);
            entries.add(i < 3 ? entry.highlight() : entry);
        }
        return entries;
    }

    private static ReliabilityDiagram reliability() {
        return new ReliabilityDiagram(
                "reliability",
                "Calibration on the test split in ten bins; bars: 95 % intervals over patients.",
                "slices",
                List.of(panel("Affinity ResNet18", 0.06), panel("ResNet18", 0.15), panel("ResNet50", -0.04)));
    }

    private static ReliabilityDiagram.Panel panel(String name, double bias) {
        List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < 10; b++) {
            if (b < 3) {
                bins.add(Bin.empty(b / 10.0, (b + 1) / 10.0));
                continue;
            }
            double confidence = b / 10.0 + 0.055;
            double accuracy = Math.min(0.995, confidence - bias * (1 - (b - 6) * (b - 6) / 16.0));
            long count = 40L * b * b * b / 9 + 30;
            double half = 1 / Math.sqrt(count) / 2;
            bins.add(new Bin(
                    b / 10.0,
                    (b + 1) / 10.0,
                    count,
                    confidence,
                    accuracy,
                    Optional.of(Bounds.fractions(accuracy - half, Math.min(1, accuracy + half)))));
        }
        return new ReliabilityDiagram.Panel(name, bins);
    }

    private static SharesByBin errors() {
        List<String> bins = List.of("no lesion", "to 250", "251\u20131,000", "1,001\u20135,000", "over 5,000");
        return new SharesByBin(
                "errors-by-lesion",
                "Wrong slices by the area of their lesions; bars: 95 % Wilson intervals.",
                "area of lesions, pixels",
                "wrong slices",
                bins,
                List.of(
                        new SharesByBin.Line(
                                "Affinity ResNet18",
                                List.of(share(9, 420), share(31, 120), share(22, 180), share(11, 240), share(2, 96))),
                        new SharesByBin.Line(
                                "ResNet18",
                                List.of(share(14, 420), share(40, 120), share(31, 180), share(15, 240), share(4, 96))),
                        new SharesByBin.Line(
                                "ResNet50",
                                List.of(
                                        share(25, 420),
                                        share(44, 120),
                                        Share.of(0, 0),
                                        share(21, 240),
                                        share(9, 96)))));
    }

    private static Share share(long part, long all) {
        double p = (double) part / all;
        double half = 1.96 * Math.sqrt(p * (1 - p) / all);
        return new Share(part, all, Optional.of(Bounds.fractions(Math.max(0, p - half), p + half)));
    }

    private static TrainingCurves seeds() {
        return new TrainingCurves(
                "loss-seeds",
                "Mean loss of three seeds; bands: from the lowest to the highest seed.",
                "epoch",
                "loss",
                List.of(band("training", Role.TRAINING, 0.6, 0.04), band("validation", Role.VALIDATION, 0.66, 0.16)));
    }

    private static Series band(String name, Role role, double start, double floor) {
        List<Double> means = new ArrayList<>();
        List<Range> ranges = new ArrayList<>();
        for (int epoch = 0; epoch < 12; epoch++) {
            double mean = floor + start * StrictMath.exp(-epoch / 3.0);
            double spread = 0.02 + 0.05 * StrictMath.abs(StrictMath.sin(epoch + start));
            means.add(mean);
            ranges.add(new Range(mean - 0.6 * spread, mean + spread));
        }
        return Series.perEpoch(name, role, means).withBand(ranges);
    }
}
