package org.ctbench.harness.run;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.PlanClasses;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.predictions.PredictionFiles;
import org.ctbench.harness.run.data.ImageSets;
import org.ctbench.splits.documents.Sha256;

/** The files of models that were trained elsewhere, read before anything is computed: a fault is found now and not after hours. */
final class ForeignModels {
    private final Map<PredictionSource, List<Sha256>> predictions = new HashMap<>();

    private ForeignModels() {}

    /**
     * Reads all that the cells in scope name. What nobody asks for need not be there.
     *
     * @throws org.ctbench.splits.documents.UserException if a file is missing or at fault
     */
    static ForeignModels read(SelectedCells scope, ImageSets images, PlanClasses classes) throws IOException {
        ForeignModels models = new ForeignModels();
        for (Cell cell : scope.all()) {
            if (cell.item().isScored()) {
                EvaluationSet set = cell.set().orElseThrow();
                PredictionSource source = cell.item().predictions().get(set.split());
                if (scope.cells().contains(cell)) {
                    models.predictions.put(
                            source,
                            PredictionFiles.read(source, images.task(set.split(), classes.of(set)))
                                    .files());
                } else {
                    boolean there = PredictionFiles.areThere(source);
                    models.predictions.putIfAbsent(source, there ? PredictionFiles.digests(source) : List.of());
                }
            }
        }
        return models;
    }

    /**
     * Looks whether the files of the cells in scope are there, where the lists that they are about are not yet.
     *
     * @throws org.ctbench.splits.documents.UserException if one is missing
     */
    static void requireThere(SelectedCells scope) throws IOException {
        for (Cell cell : scope.cells()) {
            if (cell.item().isScored()) {
                PredictionFiles.digests(
                        cell.item().predictions().get(cell.set().orElseThrow().split()));
            }
        }
    }

    /** Digests of the files of a source. */
    List<Sha256> predictions(PredictionSource source) {
        return predictions.get(source);
    }
}
