package org.ctbench.harness.check;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.harness.check.CellCheck.Outcome;
import org.ctbench.harness.check.ExactReport.Change;
import org.ctbench.harness.check.ExactReport.Compared;
import org.ctbench.harness.check.ExactReport.Moved;
import org.ctbench.splits.text.Escapes;
import org.ctbench.splits.text.TextTable;

/** A comparison digit by digit for people: as text for a terminal, and as Markdown for a page of a CI job. */
public final class ExactText {
    private static final String UNDEFINED = "\u2013";

    private ExactText() {}

    /** As text. */
    public static String of(ExactReport report) {
        TextTable table = TextTable.of("", "model", "set", ">slices", ">changed", "");
        report.evaluations().forEach(compared -> table.row(cells(compared)));
        StringBuilder text = new StringBuilder(table.text());
        for (Compared compared : report.evaluations()) {
            details(compared).forEach(line -> text.append(Escapes.line(line)).append('\n'));
        }
        notes(report).forEach(line -> text.append(Escapes.line(line)).append('\n'));
        return text + report.summary() + "\n";
    }

    /** As Markdown. */
    public static String markdown(ExactReport report) {
        StringBuilder out = new StringBuilder("### ctbench: " + report.summary() + "\n\n");
        out.append("| | model | set | slices | changed | |\n|---|---|---|---:|---:|---|\n");
        for (Compared compared : report.evaluations()) {
            String[] cells = cells(compared);
            cells[0] = compared.outcome() == Outcome.PASSED ? cells[0] : "**" + cells[0] + "**";
            out.append(row(cells));
        }
        for (Compared compared : report.evaluations()) {
            if (!compared.first().isEmpty()) {
                out.append("\n").append(Escapes.line(heading(compared))).append("\n\n");
                out.append("| slice | baseline | run |\n|---|---|---|\n");
                compared.first().forEach(change -> out.append(row(change.slice(), change.before(), change.now())));
            }
            if (!compared.moved().isEmpty()) {
                out.append("\nFigures of ")
                        .append(Escapes.line(compared.name()))
                        .append(" that moved:\n\n");
                out.append("| figure | baseline | run |\n|---|---:|---:|\n");
                compared.moved().forEach(m -> out.append(row(m.figure(), digits(m.before()), digits(m.now()))));
            }
        }
        notes(report)
                .forEach(line -> out.append("\n").append(Escapes.line(line)).append("\n"));
        return out.toString();
    }

    private static String row(String... cells) {
        return Stream.of(cells)
                .map(c -> Escapes.line(c).replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String[] cells(Compared compared) {
        OptionalLong changed = compared.changed();
        return new String[] {
            compared.outcome().label(),
            compared.model(),
            compared.set(),
            Long.toString(compared.slices()),
            changed.isEmpty() ? UNDEFINED : Long.toString(changed.getAsLong()),
            compared.because()
        };
    }

    /** What became of an evaluation, with its first changes. */
    static List<String> lines(Compared compared) {
        List<String> lines = new ArrayList<>();
        lines.add(compared.name() + ": " + compared.because());
        lines.addAll(details(compared));
        return lines;
    }

    private static List<String> details(Compared compared) {
        List<String> lines = new ArrayList<>();
        if (!compared.first().isEmpty()) {
            lines.add(heading(compared));
        }
        for (Change change : compared.first()) {
            lines.add("  " + change.slice() + ": " + change.before() + " -> " + change.now());
        }
        for (Moved moved : compared.moved()) {
            lines.add(compared.name() + ", " + moved.figure() + ": " + digits(moved.before()) + " -> "
                    + digits(moved.now()));
        }
        return lines;
    }

    private static String heading(Compared compared) {
        int shown = compared.first().size();
        long changed = compared.changed().orElse(shown);
        String which = shown < changed ? "the first " + shown + " of " + changed + " slices" : "the slices";
        return compared.name() + ", " + which + " that changed:";
    }

    private static List<String> notes(ExactReport report) {
        List<String> notes = new ArrayList<>();
        if (!report.arithmetic().equals(report.baselineArithmetic())) {
            notes.add("the baseline was computed by " + report.baselineArithmetic() + ", the run by "
                    + report.arithmetic());
        }
        if (!report.beside().isEmpty()) {
            notes.add("not compared, as the baseline does not have them: " + String.join(", ", report.beside())
                    + " (--accept takes them up)");
        }
        return notes;
    }

    /** The fewest digits that read back to the same number. */
    private static String digits(OptionalDouble value) {
        return value.isEmpty() ? UNDEFINED : NumberOutput.toString(value.getAsDouble(), true);
    }
}
