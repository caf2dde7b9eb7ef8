package org.ctbench.harness.cli;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.ctbench.models.weights.TensorSummary;
import org.ctbench.splits.text.TextTable;

/** Files of weights as text for a terminal. */
final class WeightsText {
    private WeightsText() {}

    static String of(WeightInspection found) {
        StringBuilder out = new StringBuilder();
        out.append(found.file()).append(": ").append(found.form()).append(", ").append(ModelText.number(found.bytes()));
        out.append(" bytes, SHA-256 ").append(found.sha256()).append('\n');
        found.notes().forEach(note -> out.append("note: ").append(note).append('\n'));
        found.carried()
                .forEach((key, value) -> out.append("beside it: ")
                        .append(key)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        out.append('\n').append(table(found.tensors()).text());
        long elements = found.tensors().stream()
                .mapToLong(tensor -> tensor.shape().stream().reduce(1L, (a, b) -> a * b))
                .sum();
        out.append(found.tensors().size())
                .append(" tensors, ")
                .append(ModelText.number(elements))
                .append(" elements\n\n");
        out.append(fits(found.fits()));
        found.answers()
                .forEach(answer -> out.append('\n')
                        .append(answer.question())
                        .append(answer.discrepancy().map(id -> " (" + id + ")").orElse(""))
                        .append("\n  ")
                        .append(answer.answer())
                        .append('\n'));
        return out.toString();
    }

    private static TextTable table(List<TensorSummary> tensors) {
        TextTable table = TextTable.of("tensor", "type", "shape", ">smallest", ">largest", ">mean", "not finite");
        for (TensorSummary tensor : tensors) {
            long others = tensor.notNumbers() + tensor.infinite();
            table.row(
                    tensor.name(),
                    tensor.type(),
                    tensor.shape().toString(),
                    number(tensor.smallest()),
                    number(tensor.largest()),
                    number(tensor.mean()),
                    others == 0 ? "" : tensor.notNumbers() + " NaN, " + tensor.infinite() + " infinite");
        }
        return table;
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%.6g", value.getAsDouble());
    }

    /** The models that the weights fit, or the one that they fit best and what is wrong with it. */
    private static String fits(List<WeightInspection.Fit> fits) {
        StringBuilder out = new StringBuilder();
        for (WeightInspection.Fit fit : fits) {
            if (fit.match().complete()) {
                out.append("fits ").append(line(fit)).append('\n');
            }
        }
        if (out.isEmpty() && !fits.isEmpty()) {
            WeightInspection.Fit best = fits.get(0);
            out.append("fits no model of ctbench; the nearest is ").append(line(best));
            out.append(best.match().text()).append('\n');
        }
        return out.toString();
    }

    private static String line(WeightInspection.Fit fit) {
        return fit.model() + ": " + fit.fitting() + " of its " + fit.match().states() + " tensors, " + fit.classes()
                + " classes";
    }
}
