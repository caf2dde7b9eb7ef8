package org.ctbench.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.layers.LayerSummary;

/** Models as text for a terminal. */
final class ModelText {
    private ModelText() {}

    /** One line for each model. */
    static String list(List<Map<String, String>> rows) {
        int width = rows.stream().mapToInt(row -> row.get("id").length()).max().orElse(0);
        return rows.stream()
                .map(row -> pad(row.get("id"), width) + "  " + row.get("summary") + "\n")
                .collect(Collectors.joining());
    }

    /** A heading, a table of the layers, the sums. */
    static String describe(ModelDescription model) {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"layer", "computes", "output", "parameters", "frozen"});
        for (LayerSummary row : model.layers()) {
            cells.add(new String[] {row.name(), row.kind(), shape(row.output()), count(row.parameters()), frozen(row)});
        }
        return model.id() + ": " + model.summary() + "\n"
                + "for " + model.classes() + " classes and images of " + shape(model.input()) + "\n\n"
                + table(cells) + "\n"
                + number(model.parameters()) + " parameters, " + number(model.trainable()) + " of them trained; "
                + number(model.buffers()) + " running statistics\n";
    }

    private static String table(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                boolean number = i >= 3;
                line.append(number ? " ".repeat(widths[i] - row[i].length()) + row[i] : pad(row[i], widths[i]));
                line.append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String frozen(LayerSummary row) {
        long frozen = row.parameters() - row.trainable();
        return frozen == 0 ? "" : number(frozen);
    }

    private static String count(long parameters) {
        return parameters == 0 ? "" : number(parameters);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String shape(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
