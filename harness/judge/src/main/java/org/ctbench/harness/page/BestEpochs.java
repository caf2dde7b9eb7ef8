package org.ctbench.harness.page;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.EpochChoice;
import org.ctbench.harness.statistics.SeedDeviation;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Unit;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** The last epoch beside the one that is best on the test images, and which of them a published value needs. */
final class BestEpochs {
    private final double confidence;

    private BestEpochs(double confidence) {
        this.confidence = confidence;
    }

    /** The section; empty where no plan follows an evaluation set over the epochs. */
    static Optional<Section> of(Comparison comparison) {
        List<EpochChoice> choices = EpochChoice.of(comparison);
        BestEpochs epochs =
                new BestEpochs(comparison.evidence().plan().verdict().confidence());
        return choices.isEmpty()
                ? Optional.empty()
                : Optional.of(Section.of(
                        "best-epochs",
                        "Last and best epoch",
                        "The gap is what a report gains by picking the epoch that is best on the test images. Every other value of"
                                + " this report is that of the last epoch.",
                        epochs.table(choices)));
    }

    private Table table(List<EpochChoice> choices) {
        List<Row> rows = choices.stream().map(this::row).toList();
        return Table.of(
                        "best-epochs",
                        "Values after the last epoch, and after the one that is best on the test images",
                        List.of(
                                Column.of("set"),
                                Column.of("model"),
                                Column.of("metric"),
                                Column.of("seeds"),
                                Column.in("mean", "last epoch"),
                                Column.in("mean", "best epoch"),
                                Column.of("gap"),
                                Column.in("published", "value"),
                                Column.in("published", "epoch")),
                        rows)
                .withKeys(3)
                .withNotes("Gap: best minus last epoch, mean over the seeds with its "
                        + Value.fraction(confidence, 0).text()
                        + " % interval (Student's). Epoch: the last one explains the published value if it lies in the"
                        + " interval of another training after its last epoch; otherwise the value needs the best epoch if it"
                        + " lies in that of the best epoch.");
    }

    private Row row(EpochChoice choice) {
        return Row.of(
                Text.of(choice.set().heading()),
                Text.of(choice.heading()),
                Text.of(choice.metric().words()),
                Count.of(choice.last().size()),
                mean(choice.last()),
                mean(choice.best()),
                gap(choice.gaps()),
                choice.published()
                        .<TableCell>map(value -> Text.of(value.printed().toPlainString()))
                        .orElseGet(() -> Absent.undefined("no paper states it for these images")),
                choice.explanation(confidence)
                        .<TableCell>map(explanation -> Text.of(explanation.words()))
                        .orElseGet(() -> Absent.undefined(
                                choice.published().isEmpty()
                                        ? "no paper states it for these images"
                                        : "it needs two seeds or more, and a published value without assumption")));
    }

    private static Value mean(List<Double> values) {
        return Value.fraction(
                values.stream().mapToDouble(Double::doubleValue).average().orElseThrow(), ReportWording.DECIMALS);
    }

    /** With Student's interval of the mean; a gap is never negative. */
    private TableCell gap(double[] gaps) {
        double mean = Arrays.stream(gaps).average().orElseThrow();
        Value value = Value.of(100 * mean, ReportWording.DECIMALS, Unit.POINTS);
        if (gaps.length < 2 || SeedDeviation.of(gaps).deviation() == 0) {
            return value;
        }
        double half = SeedDeviation.of(gaps).ofMean(gaps.length, confidence);
        return IntervalCell.of(value, Bounds.of(100 * Math.max(0, mean - half), 100 * (mean + half)));
    }
}
