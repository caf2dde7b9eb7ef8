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
        int id = width(rows, "id");
        int kind = width(rows, "kind");
        return rows.stream()
                .map(row ->
                        pad(row.get("id"), id) + "  " + pad(row.get("kind"), kind) + "  " + row.get("summary") + "\n")
                .collect(Collectors.joining());
    }

    private static int width(List<Map<String, String>> rows, String key) {
        return rows.stream().mapToInt(row -> row.get(key).length()).max().orElse(0);
    }

    /** A heading, a table of the layers, the sums. */
    static String describe(ModelDescription model) {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"layer", "computes", "output", "parameters", "training"});
        for (LayerSummary row : model.layers()) {
            cells.add(new String[] {
                row.name(),
                row.kind(),
                shape(row.output()),
                count(row.parameters()),
                Shares.of(row).text()
            });
        }
        return model.id() + ": " + model.summary() + "\n"
                + "for " + model.classes() + " classes and images of " + shape(model.input()) + "\n\n"
                + table(cells) + "\n"
                + number(model.parameters()) + " parameters, "
                + Shares.of(model).counts() + "; " + number(model.buffers()) + " running statistics\n";
    }

    /** How many parameters a training changes by gradients, copies from others, and leaves as they are. */
    private record Shares(long trained, long copied, long frozen) {
        static Shares of(LayerSummary row) {
            return new Shares(row.trainable(), row.copied(), row.parameters() - row.trainable() - row.copied());
        }

        static Shares of(ModelDescription model) {
            long frozen = model.parameters() - model.trainable() - model.copied();
            return new Shares(model.trainable(), model.copied(), frozen);
        }

        /** One word where all is of one kind, else counts; nothing where there are no parameters. */
        String text() {
            List<String> kinds = new ArrayList<>();
            add(kinds, trained, "trained");
            add(kinds, copied, "copied");
            add(kinds, frozen, "frozen");
            return kinds.size() > 1 ? counts() : kinds.isEmpty() ? "" : kinds.get(0);
        }

        private static void add(List<String> kinds, long count, String kind) {
            if (count > 0) {
                kinds.add(kind);
            }
        }

        String counts() {
            return number(trained) + " trained"
                    + (copied > 0 ? ", " + number(copied) + " copied" : "")
                    + (frozen > 0 ? ", " + number(frozen) + " frozen" : "");
        }
    }

    static String table(List<String[]> rows) {
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
                boolean number = i == 3;
                line.append(number ? " ".repeat(widths[i] - row[i].length()) + row[i] : pad(row[i], widths[i]));
                line.append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String count(long parameters) {
        return parameters == 0 ? "" : number(parameters);
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String shape(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
