package org.ctbench.harness.run.work;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellResult;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.run.data.LesionSet;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.models.weights.WeightFile;
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
        try (SegmentationModel model =
                started(start.isPresent() ? Optional.of(own.weightsOf(start.get())) : Optional.empty())) {
            int epochs = own.protocol().epochs();
            Optional<LesionSet> slices = epochs > 0 ? own.lesions() : Optional.empty();
            Epochs learned = slices.isEmpty() ? Epochs.NONE : learn(model, slices.get(), Optional.empty());
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

    /** A part of the training again. */
    Recomputation.Retraced retrace(Optional<WeightFile> start, Stretch stretch) throws IOException {
        try (SegmentationModel model = started(start)) {
            Epochs epochs = learn(model, own.lesions().orElseThrow(), Optional.of(stretch));
            return new Recomputation.Retraced(
                    epochs.chain(), new Sha256(WeightDigest.of(model.module())), epochs.differing());
        }
    }

    private SegmentationModel started(Optional<WeightFile> start) throws IOException {
        SegmentationModel model = own.segmentationModel();
        try {
            own.start(model, start);
            return model;
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private Epochs learn(SegmentationModel model, LesionSet slices, Optional<Stretch> stretch) throws IOException {
        Captures none = new Captures(own.folder());
        int epochs = own.protocol().epochs();
        return new TrainingLoop(own, own.training(Optional.empty()), epochs, none, stretch).run(model, slices);
    }

    /**
     * Looks again at some slices of the plan's lesion test split.
     *
     * @param some their indices in the split
     */
    List<SliceLesions> lesions(WeightFile weights, List<Integer> some) throws IOException {
        Segmentation plan = own.run().plan().segmentation().orElseThrow();
        LesionSet test = own.run().images().lesions(plan.test(), own.view());
        LesionFindings found = new LesionFindings(plan);
        try (Model model = own.model();
                Tracker task = own.run().progress().start(own.title(), some.size(), "image")) {
            weights.into(model.module());
            new SegmentationEvaluation(model.as(Segmenter.class).orElseThrow(), test, plan)
                    .run(some, task, this::stopIfAsked, found);
        }
        return found.counted();
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
            throw new StoppedException(own.title() + ", which will start again");
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
            evaluation.run(IntStream.range(0, test.size()).boxed().toList(), task, this::stopIfAsked, found);
        }
        found.write(own.folder());
        Captures captures = new Captures(own.folder());
        captures.segmentations(evaluation, test);
        return CellResult.of(new CellResult.Segmented(test.masks().counts()), captures.references());
    }
}
