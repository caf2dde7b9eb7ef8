package org.ctbench.harness.power;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.splits.text.TextTable;

/** Smallest detectable differences as text, in percentage points. */
public final class PowerText {
    private static final String UNDEFINED = "\u2013";

    private PowerText() {}

    /** Those of a run. */
    public static String of(RunPower power) {
        TextTable table = TextTable.of(
                "model",
                "set",
                "figure",
                ">value",
                ">seeds",
                ">slices",
                ">patients",
                ">SE",
                ">to a value",
                ">to a model");
        for (RunPower.Row row : power.rows()) {
            table.row(
                    row.model(),
                    row.set(),
                    row.figure(),
                    value(row),
                    Integer.toString(row.seeds()),
                    count(row.slices()),
                    count(row.patients()),
                    number(row.unit(), row.error()),
                    difference(row.unit(), row.toValue()),
                    difference(row.unit(), row.toModel()));
        }
        boolean averagePrecision = power.rows().stream().anyMatch(row -> row.unit() == Scale.AP);
        return heading(power.run(), power.detection()) + table.text()
                + "To a value: one that is known without error, as a published one is taken to be. To a model: at most; a"
                + " paired test on\nthe same slices sees less. SE: standard error, by patient where there are patients."
                + " With one seed, the spread of seeds is not in it.\n"
                + (averagePrecision ? "Of average precision (map, map/coco), all numbers are fractions.\n" : "");
    }

    /** Those that are expected before a run. */
    public static String of(PriorPower power) {
        String[] columns = {"set", "row", "figure", ">value", ">slices", ">patients", "", "", "", ""};
        for (int i = 0; i < PriorPower.CORRELATIONS.size(); i++) {
            columns[6 + i] =
                    String.format(Locale.ROOT, ">ICC %.1f", power.correlations().get(i));
        }
        TextTable table = TextTable.of(columns);
        for (PriorPower.Row row : power.rows()) {
            String[] cells = {
                row.set(),
                row.model().orElse("(assumed)"),
                row.figure(),
                Scale.PERCENT.value(row.value()),
                count(row.slices()),
                count(row.patients()),
                "",
                "",
                "",
                ""
            };
            for (int i = 0; i < row.differences().size(); i++) {
                cells[6 + i] = difference(Scale.PERCENT, row.differences().get(i));
            }
            table.row(cells);
        }
        StringBuilder text = new StringBuilder(heading(power.source(), power.detection()));
        text.append(power.rows().isEmpty() ? "" : table.text());
        power.unknown().forEach(line -> text.append(line).append('\n'));
        text.append(
                        "ICC: how much alike the slices of one patient are answered, from 0 to 1; nobody knows it before a run.")
                .append(" Slices per\npatient are taken as equal, and a weighted F1 as a proportion.\n");
        return text.append(seeds(power)).toString();
    }

    private static String seeds(PriorPower power) {
        if (power.seedDeviation().isEmpty()) {
            return "Images alone: what seeds add is not known; say their standard deviation with --seed-sd.\n";
        }
        return String.format(
                Locale.ROOT,
                "Mean of %d seed%s with a standard deviation of %.2f percentage points.\n",
                power.seeds(),
                power.seeds() == 1 ? "" : "s",
                100 * power.seedDeviation().getAsDouble());
    }

    private static String heading(String source, Detection detection) {
        return String.format(
                Locale.ROOT,
                "%s: smallest difference that a test of %.0f %% confidence finds with a probability of %.0f %%, in"
                        + " percentage points\n",
                source,
                100 * detection.confidence(),
                100 * detection.power());
    }

    private static String value(RunPower.Row row) {
        return row.value().isEmpty() ? UNDEFINED : row.unit().value(row.value().getAsDouble());
    }

    private static String number(Scale unit, OptionalDouble fraction) {
        return fraction.isEmpty() ? UNDEFINED : unit.number(fraction.getAsDouble());
    }

    /** No figure differs by 100 points or more. */
    private static String difference(Scale unit, OptionalDouble fraction) {
        return fraction.orElse(0) >= 1 ? "none" : number(unit, fraction);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String count(OptionalInt number) {
        return number.isEmpty() ? UNDEFINED : count(number.getAsInt());
    }
}
