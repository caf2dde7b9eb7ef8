package org.ctbench.splits.table;

import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ctbench.splits.Diagnosis;
import org.ctbench.splits.Patients;

/** Renders a {@link SplitTable} for a terminal. */
final class SplitTableText {
    private static final String UNKNOWN = "-";

    private SplitTableText() {}

    static String of(SplitTable table) {
        return table.dataSets().stream().map(SplitTableText::dataSet).collect(Collectors.joining("\n"));
    }

    private static String dataSet(SplitTable.DataSet dataSet) {
        StringBuilder text =
                new StringBuilder(dataSet.title() + " (" + dataSet.id() + ")\n").append(indented(splits(dataSet)));
        TreeSet<String> unknown = dataSet.splits().stream()
                .flatMap(row -> row.patients().unknown().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        unknown.forEach(
                reason -> text.append("  patients unknown: ").append(reason).append('\n'));
        if (!dataSet.paper().isEmpty()) {
            long differing = dataSet.paper().stream()
                    .filter(f -> f.verdict() == Figure.Verdict.DIFFERS)
                    .count();
            text.append("\n  The paper's figures beside ours; ")
                    .append(differing == 0 ? "none differs" : differing + (differing == 1 ? " differs" : " differ"))
                    .append('\n')
                    .append(indented(figures(dataSet)));
        }
        return text.toString();
    }

    private static String splits(SplitTable.DataSet dataSet) {
        TextTable table = TextTable.of(
                "split", ">images", ">Normal", ">CP", ">NCP", ">patients", "Normal/CP/NCP", ">scans", "counted in");
        for (SplitTable.Row row : dataSet.splits()) {
            table.row(
                    row.split().substring(row.split().indexOf('/') + 1),
                    number(row.images()),
                    images(row, Diagnosis.NORMAL),
                    images(row, Diagnosis.CP),
                    images(row, Diagnosis.NCP),
                    row.patients().total().isPresent()
                            ? number(row.patients().total().getAsInt())
                            : UNKNOWN,
                    patients(row.patients()),
                    row.scans().isPresent() ? number(row.scans().getAsInt()) : UNKNOWN,
                    row.counted() ? "manifest" : "lock (not imported)");
        }
        return table.text();
    }

    private static String figures(SplitTable.DataSet dataSet) {
        TextTable table = TextTable.of("figure", ">paper", ">ours", "", "", "source");
        for (Figure figure : dataSet.paper()) {
            table.row(
                    figure.what(),
                    figure.published(),
                    figure.ours().orElse(UNKNOWN),
                    figure.verdict().text(),
                    figure.discrepancy().orElse(""),
                    figure.source() + figure.note().map(note -> "; " + note).orElse(""));
        }
        return table.text();
    }

    private static String images(SplitTable.Row row, Diagnosis diagnosis) {
        if (!row.perClass().containsKey(diagnosis)) {
            return UNKNOWN;
        }
        int images = row.perClass().get(diagnosis);
        return number(images) + String.format(Locale.ROOT, " (%.2f %%)", 100.0 * images / row.images());
    }

    private static String patients(Patients patients) {
        Map<Diagnosis, Integer> perClass = patients.perClass();
        return perClass.isEmpty()
                ? UNKNOWN
                : perClass.getOrDefault(Diagnosis.NORMAL, 0) + "/" + perClass.getOrDefault(Diagnosis.CP, 0) + "/"
                        + perClass.getOrDefault(Diagnosis.NCP, 0);
    }

    private static String number(int n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static String indented(String text) {
        return text.lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }
}
