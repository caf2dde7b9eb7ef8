package org.ctbench.harness.run.work;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellResult;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.run.data.LesionSet;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.splits.documents.Sha256;

/** Computes a cell that is about lesions: the training of a model that only segments, and the search of any model. */
public final class SegmentationRun {
    /** Name of the file in the folder of a search that says what was found in each slice. */
    public static final String LESIONS = "lesions.json";

    /** Name of the file in the folder of a search that says how the regions found cover the true ones. */
    public static final String REGIONS = "regions.json";

    /** Name of the file in the folder of a search with the masks that were found, a results file of COCO. */
    public static final String MASKS = "masks.json";

    private final CellRun own;

    SegmentationRun(CellRun own) {
        this.own = own;
    }

    /**
     * The training of a model that only segments.
     *
     * @param start cell from whose weights it starts
     */
    CellResult train(Optional<Cell> start) throws IOException {
        try (SegmentationModel model = own.segmentationModel()) {
            own.start(model, start.isPresent() ? Optional.of(own.weightsOf(start.get())) : Optional.empty());
            int epochs = own.protocol().epochs();
            Optional<LesionSet> slices = epochs > 0 ? own.lesions() : Optional.empty();
            Captures none = new Captures(own.folder());
            TrainingLoop.Epochs learned = slices.isEmpty()
                    ? TrainingLoop.Epochs.NONE
                    : new TrainingLoop(own, own.training(Optional.empty()), epochs, none).run(model, slices.get());
            Weights.write(own.folder(), own.cell(), model.module());
            return CellResult.of(
                    new CellResult.Trained(
                            model.module().parameterCount(),
                            new Sha256(WeightDigest.of(model.module())),
                            learned.curve(),
                            slices.map(LesionSet::counts),
                            Map.of(),
                            learned.chain()),
                    List.of());
        }
    }

    /** Finds the lesions of the plan's lesion test split and captures the first of its slices. */
    CellResult segment(Cell trained) throws IOException {
        try (Model model = own.model()) {
            own.weightsOf(trained).into(model.module());
            return segment(model.as(Segmenter.class).orElseThrow());
        }
    }

    /** A hundred slices are begun anew: nothing is saved. */
    private void stopIfAsked() {
        if (own.run().stop().requested()) {
            throw new StoppedException(own.title() + ", which will be begun anew");
        }
    }

    private CellResult segment(Segmenter model) throws IOException {
        Segmentation plan = own.run().plan().segmentation().orElseThrow();
        LesionSet test = own.run().images().lesions(plan.test(), own.view());
        SegmentationEvaluation evaluation = new SegmentationEvaluation(model, test, plan);
        String name = own.cell().name().toString();
        own.log(new Event.CellStarted(System.currentTimeMillis(), name, test.size(), 0));
        LesionFindings found = new LesionFindings(plan);
        try (Tracker task = own.run().progress().start(own.title(), test.size(), "image")) {
            evaluation.run(task, this::stopIfAsked, found);
        }
        found.write(own.folder());
        Captures captures = new Captures(own.folder());
        captures.segmentations(evaluation, test);
        return CellResult.of(new CellResult.Segmented(test.masks().counts()), captures.references());
    }
}
