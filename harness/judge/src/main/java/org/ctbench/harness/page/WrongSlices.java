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
 * The wrong slices of one training on one set, as figures lead to them. A figure without any wrong slice leads nowhere.
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
                .filter(figures -> figures.set().id().equals(set))
                .flatMap(figures -> figures.model(row).stream())
                .map(figures -> figures.trained().get(0))
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

    /** A figure that every wrong slice lowers. */
    TableCell all(TableCell figure) {
        return link(figure, Map.of(), confusion.total() - confusion.correct());
    }

    /** A figure that the slices of a class lower that were taken for another: sensitivity. */
    TableCell ofClass(TableCell figure, int label) {
        return link(figure, Map.of(Attribute.TRUE.key(), name(label)), confusion.falseNegatives(label));
    }

    /** A figure that the slices of other classes lower that were taken for this one: precision. */
    TableCell takenFor(TableCell figure, int label) {
        return link(figure, Map.of(Attribute.PREDICTED.key(), name(label)), confusion.falsePositives(label));
    }

    /**
     * A figure, as it leads to the slices that lower it.
     *
     * @param label the class, of a metric of one class; negative if the matrix does not have it
     */
    TableCell behind(TableCell figure, Metric metric, int label) {
        return switch (metric) {
            case SENSITIVITY, NPV -> label < 0 ? figure : ofClass(figure, label);
            case PRECISION, SPECIFICITY -> label < 0 ? figure : takenFor(figure, label);
            default -> all(figure);
        };
    }

    /** A figure of a published table. */
    TableCell behind(TableCell figure, PublishedColumn column) {
        return behind(
                figure,
                column.metric(),
                column.classId().map(confusion.classes()::indexOf).orElse(-1));
    }

    /** Where the wrong slices of the matrix are shown. */
    Wrong shown() {
        return new Wrong(gallery(set), Map.of(Attribute.MODEL.key(), model));
    }

    private TableCell link(TableCell figure, Map<String, String> classes, long slices) {
        Map<String, String> filter = new LinkedHashMap<>();
        filter.put(Attribute.MODEL.key(), model);
        filter.putAll(classes);
        return slices > 0 ? Annotated.linked(figure, gallery(set), filter) : figure;
    }

    private String name(int label) {
        return ReportWording.className(confusion.classes().get(label));
    }
}
