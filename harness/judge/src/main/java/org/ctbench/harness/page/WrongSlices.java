package org.ctbench.harness.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.document.ConfusionPlot.Wrong;
import org.ctbench.reports.document.Gallery.Attribute;

/**
 * The wrong slices of one training on one set, as values lead to them. A value without any wrong slice leads nowhere.
 *
 * @param set id of the set
 * @param model name of the model in the gallery
 * @param confusion what the training took for what
 */
record WrongSlices(String set, String model, ConfusionMatrix confusion) {
    /** Those of the training of a model that the report lists: its first on the set. */
    static Optional<WrongSlices> of(Comparison comparison, String set, String row) {
        return listed(comparison, set, row).map(model -> of(set, model));
    }

    /** Those of a training, if the report lists them. */
    static Optional<WrongSlices> of(Comparison comparison, String set, TrainedModel model) {
        return listed(comparison, set, model.row()).filter(model::equals).map(m -> of(set, m));
    }

    private static Optional<TrainedModel> listed(Comparison comparison, String set, String row) {
        return comparison.sets().stream()
                .filter(values -> values.set().id().equals(set))
                .flatMap(values -> values.model(row).stream())
                .map(values -> values.trained().get(0))
                .findFirst();
    }

    private static WrongSlices of(String set, TrainedModel model) {
        return new WrongSlices(
                set, model.heading(), model.on(set).orElseThrow().results().confusion());
    }

    /** Id of the gallery that shows the wrong slices of a set. */
    static String gallery(String set) {
        return "errors-" + set;
    }

    /** A value that every wrong slice lowers. */
    TableCell all(TableCell value) {
        return link(value, Map.of(), confusion.total() - confusion.correct());
    }

    /** A value that the slices of a class lower that were taken for another: sensitivity. */
    TableCell ofClass(TableCell value, int label) {
        return link(value, Map.of(Attribute.TRUE.key(), name(label)), confusion.falseNegatives(label));
    }

    /** A value that the slices of other classes lower that were taken for this one: precision. */
    TableCell takenFor(TableCell value, int label) {
        return link(value, Map.of(Attribute.PREDICTED.key(), name(label)), confusion.falsePositives(label));
    }

    /**
     * A value, as it leads to the slices that lower it.
     *
     * @param label the class, of a metric of one class; negative if the matrix does not have it
     */
    TableCell behind(TableCell value, Metric metric, int label) {
        return switch (metric) {
            case SENSITIVITY, NPV -> label < 0 ? value : ofClass(value, label);
            case PRECISION, SPECIFICITY -> label < 0 ? value : takenFor(value, label);
            default -> all(value);
        };
    }

    /** A value of a published table. */
    TableCell behind(TableCell value, PublishedColumn column) {
        return behind(
                value,
                column.metric(),
                column.classId().map(confusion.classes()::indexOf).orElse(-1));
    }

    /** Where the wrong slices of the matrix are shown. */
    Wrong shown() {
        return new Wrong(gallery(set), Map.of(Attribute.MODEL.key(), model));
    }

    private TableCell link(TableCell value, Map<String, String> classes, long slices) {
        Map<String, String> filter = new LinkedHashMap<>();
        filter.put(Attribute.MODEL.key(), model);
        filter.putAll(classes);
        return slices > 0 ? Annotated.linked(value, gallery(set), filter) : value;
    }

    private String name(int label) {
        return confusion.classes().get(label);
    }
}
