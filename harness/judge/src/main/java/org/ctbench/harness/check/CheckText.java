package org.ctbench.harness.check;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.splits.text.Escapes;
import org.ctbench.splits.text.TextTable;

/** A check for people: as text for a terminal, and as Markdown for a page of a CI job. */
public final class CheckText {
    private static final String UNDEFINED = "\u2013";

    private CheckText() {}

    /** As text. */
    public static String of(CheckReport report) {
        TextTable table = TextTable.of("", "model", "set", "figure", ">baseline", ">run", ">drop", ">limit", "");
        for (CellCheck cell : report.cells()) {
            table.row(
                    cell.outcome().label(),
                    cell.model(),
                    cell.set(),
                    cell.figure(),
                    cell.unit().value(cell.baseline()),
                    value(cell),
                    number(cell.unit(), cell.drop()),
                    number(cell.unit(), cell.threshold()),
                    cell.because());
        }
        return table.text() + report.summary() + "\n";
    }

    /** As Markdown. */
    public static String markdown(CheckReport report) {
        StringBuilder out = new StringBuilder("### ctbench: " + report.summary() + "\n\n");
        out.append("| | model | set | figure | baseline | run | drop | limit | |\n");
        out.append("|---|---|---|---|---:|---:|---:|---:|---|\n");
        for (CellCheck cell : report.cells()) {
            boolean passed = cell.outcome() == CellCheck.Outcome.PASSED;
            String outcome = passed ? "passed" : "**" + cell.outcome().label() + "**";
            String[] cells = {
                outcome,
                cell.model(),
                cell.set(),
                cell.figure(),
                cell.unit().value(cell.baseline()),
                value(cell),
                number(cell.unit(), cell.drop()),
                number(cell.unit(), cell.threshold()),
                cell.because()
            };
            out.append(Stream.of(cells)
                    .map(c -> Escapes.line(c).replace("|", "\\|"))
                    .collect(Collectors.joining(" | ", "| ", " |\n")));
        }
        out.append(String.format(
                Locale.ROOT,
                "\nDrops in percentage points, of average precision in its own unit. Of runs without any change at most %.0f %% fail.\n",
                100 * (1 - report.confidence())));
        return out.toString();
    }

    /** A baseline that was written, as text. */
    public static String of(Acceptance acceptance) {
        TextTable table =
                TextTable.of("model", "set", "figure", ">value", ">margin", ">smallest", "", "error of a difference");
        for (Acceptance.Cell cell : acceptance.cells()) {
            String source = cell.error().isEmpty()
                    ? "resampling cannot tell: too few slices are wrong"
                    : number(cell.unit(), cell.error()) + ", " + cell.source().words();
            table.row(
                    cell.model(),
                    cell.set(),
                    cell.figure(),
                    cell.unit().value(cell.value()),
                    cell.unit().number(cell.margin()),
                    number(cell.unit(), cell.smallestMargin()),
                    cell.sufficient() ? "" : "margin too small",
                    source);
        }
        String promise = String.format(
                Locale.ROOT,
                "Margins and errors in percentage points, of average precision in its own unit. A drop of twice the margin is\n"
                        + "found with %.0f %% where the margin is at least the smallest one.\n",
                100 * acceptance.confidence());
        String beside = acceptance.beside().isEmpty()
                ? ""
                : "could be pinned beside, with --figure: " + String.join(" ", acceptance.beside()) + "\n";
        return table.text() + promise + beside + "baseline: " + acceptance.baseline() + "\n";
    }

    private static String value(CellCheck cell) {
        return cell.value().isEmpty()
                ? UNDEFINED
                : cell.unit().value(cell.value().getAsDouble());
    }

    private static String number(Scale unit, OptionalDouble fraction) {
        return fraction.isEmpty() ? UNDEFINED : unit.number(fraction.getAsDouble());
    }
}
