package org.ctbench.splits.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ctbench.splits.Patients;
import org.ctbench.splits.text.TextTable;

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
                    .filter(f -> f.verdict() == PaperComparison.Verdict.DIFFERS)
                    .count();
            text.append("\n  The paper's values beside ours; ")
                    .append(differing == 0 ? "none differs" : differing + (differing == 1 ? " differs" : " differ"))
                    .append('\n')
                    .append(indented(values(dataSet)));
        }
        return text.toString();
    }

    private static String splits(SplitTable.DataSet dataSet) {
        List<String> classes = dataSet.classes();
        List<String> columns = new ArrayList<>(List.of("split", ">images"));
        classes.forEach(name -> columns.add(">" + name));
        columns.add(">patients");
        if (!classes.isEmpty()) {
            columns.add(String.join("/", classes));
        }
        columns.addAll(List.of(">scans", "counted in"));
        TextTable table = TextTable.of(columns.toArray(String[]::new));
        for (SplitTable.Row row : dataSet.splits()) {
            table.row(cells(row, classes).toArray(String[]::new));
        }
        return table.text();
    }

    private static List<String> cells(SplitTable.Row row, List<String> classes) {
        List<String> cells = new ArrayList<>();
        cells.add(row.split().substring(row.split().indexOf('/') + 1));
        cells.add(number(row.images()));
        classes.forEach(name -> cells.add(images(row, name)));
        cells.add(
                row.patients().total().isPresent()
                        ? number(row.patients().total().getAsInt())
                        : UNKNOWN);
        if (!classes.isEmpty()) {
            cells.add(patients(row.patients(), classes));
        }
        cells.add(row.scans().isPresent() ? number(row.scans().getAsInt()) : UNKNOWN);
        cells.add(row.counted() ? "manifest" : "lock (not imported)");
        return cells;
    }

    private static String values(SplitTable.DataSet dataSet) {
        TextTable table = TextTable.of("value", ">paper", ">ours", "", "", "source");
        for (PaperComparison value : dataSet.paper()) {
            table.row(
                    value.what(),
                    value.published(),
                    value.ours().orElse(UNKNOWN),
                    value.verdict().text(),
                    value.discrepancy().orElse(""),
                    value.source() + value.note().map(note -> "; " + note).orElse(""));
        }
        return table.text();
    }

    private static String images(SplitTable.Row row, String name) {
        if (!row.perClass().containsKey(name)) {
            return UNKNOWN;
        }
        int images = row.perClass().get(name);
        return number(images) + String.format(Locale.ROOT, " (%.2f %%)", 100.0 * images / row.images());
    }

    private static String patients(Patients patients, List<String> classes) {
        Map<String, Integer> perClass = patients.perClass();
        return perClass.isEmpty()
                ? UNKNOWN
                : classes.stream()
                        .map(name -> perClass.getOrDefault(name, 0).toString())
                        .collect(Collectors.joining("/"));
    }

    private static String number(int n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static String indented(String text) {
        return text.lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }
}
