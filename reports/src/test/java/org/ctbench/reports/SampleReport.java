package org.ctbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.DifferenceCell;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.ClassComparison;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ConfusionPlot;
import org.ctbench.reports.document.Fact;
import org.ctbench.reports.document.Notice;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Series;
import org.ctbench.reports.document.Series.Role;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.document.TrainingCurves;

/** A report with every kind of block and cell. Its values are examples; none was measured here. */
final class SampleReport {
    private SampleReport() {}

    static Report report() {
        return new Report(
                "sample",
                "ResNet18 on generated phantom CT",
                Optional.of(
                        Notice.warning("The images of this run are generated. Its values say that the harness works,"
                                + " and nothing about patients.")),
                facts(),
                List.of(
                        data(),
                        results(),
                        SampleVerdicts.section(),
                        training(),
                        SampleImages.section(),
                        SampleImages.gallery()));
    }

    private static List<Fact> facts() {
        return List.of(
                Fact.of("Plan", "demo"),
                Fact.code("Plan digest", "3f9c1e7a52d04b6688e0a1c2d3e4f5061728394a5b6c7d8e9f00112233445566"),
                Fact.code("Code", "0.1.0 (d14a7dd)"),
                Fact.of("Engine", "ND4J 1.0.0-M2.1, oneDNN, 2 threads"),
                Fact.of("Seeds", "weights 1, order 1"),
                Fact.of("Java", "17.0.15, Linux amd64"));
    }

    private static Section data() {
        List<Column> columns = List.of(
                Column.of("Split"),
                Column.of("Normal"),
                Column.of("CP"),
                Column.of("NCP"),
                Column.published("All slices"),
                Column.measured("All slices"),
                Column.difference("All slices"),
                Column.of("Patients"));
        return Section.of(
                "data",
                "Data",
                "One row for each split.",
                Paragraph.of("Each list was checked against its digest before the first batch."),
                Table.of(
                        "splits",
                        "Slices per class and patients of each split; published values from Tables 2 and 6.",
                        columns,
                        List.of(
                                split("train", 27_201, 22_061, 12_520, 61_782, 61_782, 1_958),
                                split("validation", 9_107, 7_400, 4_529, 21_036, 21_036, 655),
                                split("test", 9_450, 7_395, 4_346, 21_192, 21_191, 644))));
    }

    private static Row split(
            String name, long normal, long cp, long ncp, long published, long measured, long patients) {
        Published theirs = Published.of(Count.of(published));
        Measured ours = Measured.of(Count.of(measured));
        return Row.of(
                Text.of(name),
                Count.of(normal),
                Count.of(cp),
                Count.of(ncp),
                theirs,
                ours,
                published == measured
                        ? DifferenceCell.of(theirs, ours)
                        : Annotated.noted(
                                DifferenceCell.of(theirs, ours),
                                "the published list has one line fewer than the text says"),
                Count.of(patients));
    }

    private static Section results() {
        List<Column> columns = List.of(
                Column.of("Model"),
                Column.published("NCP sensitivity"),
                Column.measured("NCP sensitivity"),
                Column.difference("NCP sensitivity"),
                Column.published("Weighted F1"),
                Column.measured("Weighted F1"),
                Column.difference("Weighted F1"),
                Column.of("Parameters"));
        return Section.of(
                "test",
                "Test split",
                "One row for each model; published values stand beside those of this run.",
                new Table(
                        "results-test",
                        "Sensitivity to COVID-19 (NCP) and class-weighted F1 on the test split; best in bold.",
                        columns,
                        List.of(
                                Row.of(
                                        Text.of("ResNet18"),
                                        Published.of(Value.percent("92.60")),
                                        Measured.of(Value.fraction(0.930051, 2).asBest()),
                                        DifferenceCell.of(
                                                Published.of(Value.percent("92.60")),
                                                Measured.of(Value.fraction(0.930051, 2))),
                                        Absent.undefined("not recoverable from the paper's text"),
                                        Measured.of(Value.fraction(0.967603, 2).asBest()),
                                        Absent.undefined("nothing to compare with"),
                                        Count.of(11_178_051)),
                                Row.of(
                                        Text.of("ResNet50"),
                                        Absent.undefined("not recoverable from the paper's text"),
                                        Measured.of(Value.fraction(0.9125, 2)),
                                        Absent.undefined("nothing to compare with"),
                                        Absent.undefined("not recoverable from the paper's text"),
                                        Measured.of(Value.fraction(0.95, 2)),
                                        Absent.undefined("nothing to compare with"),
                                        Count.of(23_514_179)),
                                Row.of(
                                        Text.of("Affinity, C* = 16"),
                                        Published.of(Value.percent("93.55")),
                                        Absent.notRun("the model is not part of this plan"),
                                        Absent.notRun("the model is not part of this plan"),
                                        Published.of(Value.percent("97.37")),
                                        Absent.notRun("the model is not part of this plan"),
                                        Absent.notRun("the model is not part of this plan"),
                                        Count.of(13_660_543))),
                        List.of("F1 is weighted 0.45, 0.35, 0.20 as in the released code.")),
                matrix("confusion-test", "Confusion matrix of ResNet18 on the test split."),
                new ConfusionPlot(
                        "confusion-ictcf",
                        "Confusion matrix of ResNet18 on iCTCF after fine-tuning.",
                        "slices",
                        List.of("Negative", "COVID-19"),
                        List.of(List.of(8_730L, 545L), List.of(45L, 3_656L))),
                new ClassComparison(
                        "sensitivity-test",
                        "Sensitivity per class on the test split, ResNet18 of SSM's README and ours.",
                        "sensitivity",
                        List.of(
                                pair("Normal", "98.65", 0.97354),
                                pair("CP", "96.54", 0.96101),
                                new ClassComparison.Pair(
                                        "NCP",
                                        Optional.empty(),
                                        Optional.of(Measured.of(Value.fraction(0.930051, 2)))))));
    }

    static ConfusionPlot matrix(String id, String caption) {
        return new ConfusionPlot(
                id,
                caption,
                "slices",
                List.of("Normal", "CP", "NCP"),
                List.of(List.of(9_322L, 123L, 5L), List.of(174L, 7_139L, 82L), List.of(27L, 277L, 4_042L)));
    }

    private static ClassComparison.Pair pair(String name, String published, double measured) {
        return new ClassComparison.Pair(
                name,
                Optional.of(Published.of(Value.percent(published))),
                Optional.of(Measured.of(Value.fraction(measured, 2))));
    }

    private static Section training() {
        List<Series.Point> steps = new ArrayList<>();
        for (int i = 1; i <= 600; i++) {
            double wobble = 0.08 * Math.sin(i * 12.9898) * Math.exp(-i / 500.0);
            steps.add(new Series.Point(i, 0.09 + 0.6 * Math.exp(-i / 120.0) + wobble));
        }
        Series raw = new Series("each step", Role.NOISE, steps);
        Series smooth =
                new Series("mean of 25 steps", Role.TRAINING, raw.smoothed(25).points());
        return Section.of(
                "training",
                "Training",
                "The losses should fall; a gap between training and validation shows overfitting.",
                new TrainingCurves(
                        "loss-epochs",
                        "Mean loss per epoch.",
                        "epoch",
                        "loss",
                        List.of(
                                Series.perEpoch(
                                        "training", Role.TRAINING, List.of(0.61, 0.34, 0.21, 0.15, 0.11, 0.094)),
                                Series.perEpoch(
                                        "validation", Role.VALIDATION, List.of(0.52, 0.36, 0.27, 0.21, 0.19, 0.187)))),
                new TrainingCurves("loss-steps", "Loss per step.", "step", "loss", List.of(raw, smooth)),
                Notice.note("Validation is reported; no model is chosen by it."));
    }
}
