package org.ctbench.harness.power;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
import org.ctbench.reports.formats.TextWriter;

/** Smallest detectable differences as blocks of a report. */
public final class PowerBlocks {
    private static final String NO_ERROR = "no standard error is known";

    private PowerBlocks() {}

    /** Those of a run as text for a terminal. */
    public static String text(RunPower power) {
        return TextWriter.write(of(power));
    }

    /** Those that are expected before a run as text for a terminal. */
    public static String text(PriorPower power) {
        return TextWriter.write(of(power));
    }

    /** Those of a run. */
    static List<ContentBlock> of(RunPower power) {
        List<Row> rows = new ArrayList<>();
        for (RunPower.Row row : power.rows()) {
            rows.add(Row.of(
                    Text.of(row.model()),
                    Text.of(row.set()),
                    Text.of(row.metric()),
                    row.value().isEmpty()
                            ? Absent.undefined("it has no value")
                            : row.unit().cell(row.value().getAsDouble()),
                    Count.of(row.seeds()),
                    Count.of(row.slices()),
                    patients(row.patients()),
                    difference(row.unit(), row.error()),
                    difference(row.unit(), row.toValue()),
                    difference(row.unit(), row.toModel())));
        }
        return List.of(
                Paragraph.of(heading(power.run(), power.detection())),
                table(
                        rows,
                        List.of("model", "set", "metric", "value", "seeds", "slices", "patients", "SE", "to a value"),
                        List.of("to a model")),
                Paragraph.of(
                        "To a value: to a value without error, as a published one is assumed to be. To a model: an upper limit;"
                                + " a paired test on the same slices detects smaller differences. SE: standard error, by"
                                + " patient where patients are known. With one seed, it leaves out the spread of seeds."));
    }

    /** Those that are expected before a run. */
    static List<ContentBlock> of(PriorPower power) {
        List<String> correlations = power.correlations().stream()
                .map(correlation -> String.format(Locale.ROOT, "ICC %.1f", correlation))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (PriorPower.Row row : power.rows()) {
            List<TableCell> cells = new ArrayList<>(List.of(
                    Text.of(row.set()),
                    Text.of(row.model().orElse("(assumed)")),
                    Text.of(row.metric()),
                    Scale.PERCENT.cell(row.value()),
                    Count.of(row.slices()),
                    patients(row.patients())));
            row.differences().forEach(difference -> cells.add(difference(Scale.PERCENT, difference)));
            rows.add(new Row(cells, false));
        }
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(Paragraph.of(heading(power.source(), power.detection())));
        if (!rows.isEmpty()) {
            blocks.add(table(rows, List.of("set", "row", "metric", "value", "slices", "patients"), correlations));
        }
        power.unknown().forEach(line -> blocks.add(Paragraph.of(line)));
        blocks.add(Paragraph.of(
                "ICC: how similar the predictions for slices of one patient are, from 0 to 1; it is unknown before a"
                        + " run. A weighted F1 is taken as a proportion."));
        if (!power.takenAsEqual().isEmpty()) {
            blocks.add(Paragraph.of("All patients are assumed to have equally many slices in "
                    + String.join(", ", power.takenAsEqual())
                    + ": the lock does not say how many (patients.sumOfSquares). Unequal numbers make the"
                    + " differences larger."));
        }
        blocks.add(Paragraph.of(seeds(power)));
        return blocks;
    }

    private static Table table(List<Row> rows, List<String> columns, List<String> more) {
        List<Column> heads = new ArrayList<>();
        columns.forEach(column -> heads.add(Column.of(column)));
        more.forEach(column -> heads.add(Column.of(column)));
        return Table.of("power", "", heads, rows);
    }

    private static String seeds(PriorPower power) {
        if (power.seedDeviation().isEmpty()) {
            return "Images only: the effect of seeds is unknown; give their standard deviation with --seed-sd.";
        }
        return String.format(
                Locale.ROOT,
                "Mean of %d seed%s with a standard deviation of %.2f percentage points, %s.",
                power.seeds(),
                power.seeds() == 1 ? "" : "s",
                100 * power.seedDeviation().getAsDouble(),
                power.seeds() == 1 ? "known from elsewhere" : "which these seeds show (Student's t)");
    }

    private static String heading(String source, Detection detection) {
        return String.format(
                Locale.ROOT,
                "%s: smallest difference that a test of %.0f %% confidence finds with a probability of %.0f %%",
                source,
                100 * detection.confidence(),
                100 * detection.power());
    }

    private static TableCell patients(OptionalInt patients) {
        return patients.isPresent()
                ? Count.of(patients.getAsInt())
                : Absent.undefined("the patients of the slices are unknown");
    }

    /** No value differs by 100 points or more. */
    private static TableCell difference(Scale unit, OptionalDouble fraction) {
        if (fraction.isEmpty() || fraction.getAsDouble() >= 1) {
            return Absent.undefined(fraction.isEmpty() ? NO_ERROR : "no difference could be shown");
        }
        return unit == Scale.PERCENT
                ? Value.of(100 * fraction.getAsDouble(), 2, Unit.POINTS)
                : unit.cell(fraction.getAsDouble());
    }
}
