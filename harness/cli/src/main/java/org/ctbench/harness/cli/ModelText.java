package org.ctbench.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.splits.text.TextTable;

/** Models as text for a terminal. */
final class ModelText {
    private ModelText() {}

    /** One line for each model. */
    static String list(List<Map<String, String>> rows) {
        TextTable table = TextTable.of("", "", "");
        rows.forEach(row -> table.row(row.get("id"), row.get("kind"), row.get("summary")));
        return table.text();
    }

    /** A heading, a table of the layers, the sums. */
    static String describe(ModelDescription model) {
        TextTable table = TextTable.of("layer", "computes", "output", ">parameters", "training");
        for (LayerSummary row : model.layers()) {
            table.row(
                    row.name(),
                    row.kind(),
                    shape(row.output()),
                    count(row.parameters()),
                    Shares.of(row).text());
        }
        return model.id() + ": " + model.summary() + "\n"
                + "for " + model.classes() + " classes and images of " + shape(model.input()) + "\n\n"
                + table.text() + "\n"
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

    private static String count(long parameters) {
        return parameters == 0 ? "" : number(parameters);
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String shape(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
