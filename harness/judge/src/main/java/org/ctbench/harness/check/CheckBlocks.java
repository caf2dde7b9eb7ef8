package org.ctbench.harness.check;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.ctbench.harness.check.CellCheck.Outcome;
import org.ctbench.harness.check.ExactReport.Compared;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Unit;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.formats.MarkdownWriter;
import org.ctbench.reports.formats.TextWriter;
import org.ctbench.splits.text.Escapes;

/** Checks and baselines as blocks of a report, for a terminal and for the page of a CI job. */
public final class CheckBlocks {
    private static final String NOTHING = "there is nothing to compare";

    private CheckBlocks() {}

    /** A check as text for a terminal. */
    public static String text(CheckReport report) {
        return TextWriter.write(of(report)) + report.summary() + "\n";
    }

    /** A check as Markdown. */
    public static String markdown(CheckReport report) {
        return MarkdownWriter.write("ctbench: " + report.summary(), of(report));
    }

    /** A comparison digit by digit as text for a terminal. */
    public static String text(ExactReport report) {
        return TextWriter.write(of(report)) + report.summary() + "\n";
    }

    /** A comparison digit by digit as Markdown. */
    public static String markdown(ExactReport report) {
        return MarkdownWriter.write("ctbench: " + report.summary(), of(report));
    }

    /** A baseline that was written as text for a terminal. */
    public static String text(Acceptance acceptance) {
        return TextWriter.write(of(acceptance));
    }

    /** What became of each pinned metric. */
    static List<ContentBlock> of(CheckReport report) {
        List<Row> rows = new ArrayList<>();
        for (CellCheck cell : report.cells()) {
            OptionalDouble drop =
                    cell.test().stream().mapToDouble(CellCheck.Test::drop).findFirst();
            OptionalDouble limit =
                    cell.test().stream().mapToDouble(CellCheck.Test::threshold).findFirst();
            rows.add(Row.of(
                    outcome(cell.outcome()),
                    text(cell.model()),
                    text(cell.set()),
                    text(cell.metric()),
                    text(cell.baselineSeeds() + ", " + cell.seeds()),
                    cell.unit().cell(cell.baseline()),
                    cell.value().isEmpty()
                            ? Absent.undefined("the run has no value")
                            : cell.unit().cell(cell.value().getAsDouble()),
                    difference(cell.unit(), drop),
                    difference(cell.unit(), limit),
                    text(cell.because())));
        }
        return List.of(
                table(rows, "", "model", "set", "metric", "seeds", "baseline", "run", "drop", "limit", "why"),
                Paragraph.of(String.format(
                        Locale.ROOT,
                        "Values are means over seeds. Of runs without any change at most %s %% fail.",
                        rest(report.confidence()))),
                side("baseline", report.baseline(), report.baselineOrigin()),
                side("run", report.run(), report.origin()));
    }

    /** {@code 5} for 95 %. */
    private static String rest(double confidence) {
        return BigDecimal.ONE
                .subtract(BigDecimal.valueOf(confidence))
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static Paragraph side(String name, String where, BaselineOrigin origin) {
        return Paragraph.of(Escapes.line(name + ": " + where + ", " + origin.words()));
    }

    /** A baseline that was written. */
    static List<ContentBlock> of(Acceptance acceptance) {
        List<Row> rows = new ArrayList<>();
        for (Acceptance.Cell cell : acceptance.cells()) {
            rows.add(Row.of(
                    text(cell.model()),
                    text(cell.set()),
                    text(cell.metric()),
                    Count.of(cell.seeds()),
                    cell.unit().cell(cell.value()),
                    difference(cell.unit(), OptionalDouble.of(cell.seedDeviation())),
                    difference(cell.unit(), OptionalDouble.of(cell.margin())),
                    difference(cell.unit(), OptionalDouble.of(cell.limit())),
                    difference(cell.unit(), OptionalDouble.of(cell.found()))));
        }
        List<ContentBlock> blocks = new ArrayList<>();
        if (!rows.isEmpty()) {
            blocks.add(table(
                    rows, "model", "set", "metric", "seeds", "value", "seed SD", "margin", "passes to", "found from"));
            blocks.add(Paragraph.of(
                    "A run with as many seeds passes with a drop up to \"passes to\". A true drop from \"found from\""
                            + " on usually fails."));
        }
        if (!acceptance.exactAlone().isEmpty()) {
            blocks.add(Paragraph.of(Escapes.line(
                    "For --exact only, because one training cannot tell a drop from the effect of another seed"
                            + " (use several seeds, or verdict.seedDeviation): "
                            + String.join("; ", acceptance.exactAlone()))));
        }
        if (!acceptance.withinMargin().isEmpty()) {
            blocks.add(Paragraph.of(Escapes.line(
                    "Not pinned, because these values are within their margin of the worst value and cannot fall further: "
                            + String.join("; ", acceptance.withinMargin()))));
        }
        if (!acceptance.beside().isEmpty()) {
            blocks.add(Paragraph.of("could also be pinned, with --metric: " + String.join(" ", acceptance.beside())));
        }
        blocks.add(Paragraph.of("baseline: " + acceptance.baseline()));
        return blocks;
    }

    /** A comparison digit by digit, with the first slices that changed. */
    static List<ContentBlock> of(ExactReport report) {
        List<Row> rows = new ArrayList<>();
        for (Compared compared : report.evaluations()) {
            rows.add(Row.of(
                    outcome(compared.outcome()),
                    text(compared.model()),
                    text(compared.set()),
                    Count.of(compared.slices()),
                    compared.changed().isPresent()
                            ? Count.of(compared.changed().getAsLong())
                            : Absent.undefined("the slices could not be compared"),
                    text(compared.because())));
        }
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(table(rows, "", "model", "set", "slices", "changed", "why"));
        report.evaluations().forEach(compared -> changes(compared, blocks));
        report.notes().forEach(note -> blocks.add(Paragraph.of(Escapes.line(note))));
        blocks.add(side("baseline", report.baseline(), report.baselineOrigin()));
        blocks.add(side("run", report.run(), report.origin()));
        return blocks;
    }

    private static void changes(Compared compared, List<ContentBlock> blocks) {
        if (!compared.first().isEmpty()) {
            blocks.add(Paragraph.of(Escapes.line(compared.heading())));
            List<Row> rows = new ArrayList<>();
            compared.first()
                    .forEach(change -> rows.add(Row.of(
                            Text.code(Escapes.line(change.slice())), text(change.before()), text(change.now()))));
            blocks.add(table(rows, "slice", "baseline", "run"));
        }
        if (!compared.moved().isEmpty()) {
            blocks.add(Paragraph.of(Escapes.line("metrics of " + compared.name() + " that moved:")));
            List<Row> rows = new ArrayList<>();
            compared.moved()
                    .forEach(m -> rows.add(Row.of(text(m.metric()), text(digits(m.before())), text(digits(m.now())))));
            blocks.add(table(rows, "metric", "baseline", "run"));
        }
    }

    /** The fewest digits that read back to the same number. */
    static String digits(OptionalDouble value) {
        return value.isEmpty() ? "\u2013" : NumberOutput.toString(value.getAsDouble(), true);
    }

    private static Table table(List<Row> rows, String... columns) {
        List<Column> heads = new ArrayList<>();
        for (String column : columns) {
            heads.add(Column.of(column));
        }
        return Table.of("check", "", heads, rows);
    }

    private static TableCell outcome(Outcome outcome) {
        return outcome == Outcome.PASSED ? Text.of(outcome.label()) : Text.strong(outcome.label());
    }

    private static Text text(String text) {
        return Text.of(Escapes.line(text));
    }

    private static TableCell difference(Scale unit, OptionalDouble value) {
        if (value.isEmpty()) {
            return Absent.undefined(NOTHING);
        }
        return unit == Scale.PERCENT
                ? Value.of(100 * value.getAsDouble(), 2, Unit.POINTS)
                : unit.cell(value.getAsDouble());
    }
}
