package org.ctbench.harness.run.work;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.events.Event.Kind;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.results.ChainLink;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.run.data.BatchReader;
import org.ctbench.harness.run.data.PreparedImages;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** Computes parts of finished cells again, to compare them with what a run states. Nothing of it becomes a result. */
public final class Recomputation {
    private static final String GET_AGAIN = "get the file again from the author of the run";

    private final RunContext run;
    private final Path folder;

    /** @param folder for unfinished work, which is not that of the run */
    public Recomputation(RunContext run, Path folder) {
        this.run = run;
        this.folder = folder;
    }

    /**
     * A part of a training, computed again.
     *
     * @param chain the chain up to its end, or to the first link that differs from that of the run
     * @param weights digest of the weights at its end
     * @param tensor which tensor first differs from the checkpoint at its end, in words; empty if none does or there is no checkpoint
     */
    public record Retraced(List<ChainLink> chain, Sha256 weights, Optional<String> tensor) {}

    /**
     * Trains through a stretch again; goes on where it was stopped.
     *
     * @param start weights that the training starts from: those of another cell
     * @throws FailedCellException if the training diverges
     * @throws StoppedException if it was asked to stop; where it was is saved
     * @throws UserException if the checkpoint at its begin holds another state than the chain says
     */
    public Retraced training(Cell cell, Optional<WeightFile> start, Stretch stretch) throws IOException {
        CellRun own = new CellRun(run, cell, folder);
        if (!own.item().provider().makes(ImageClassifier.class)) {
            return new SegmentationRun(own).retrace(start, stretch);
        }
        PreparedImages images = own.images();
        try (BatchReader batches = new BatchReader(images, own.protocol().batch(), run.waiting())) {
            ClassifierRun classifier = new ClassifierRun(own, images, batches);
            return cell.name().kind() == Kind.TRAIN
                    ? classifier.retrace(start, stretch)
                    : classifier.retrace(start.orElseThrow(), cell.set().orElseThrow(), stretch);
        }
    }

    /**
     * The weights of a model that the plan does not train: as it starts.
     *
     * @param start weights that it starts from: those of another cell
     * @return their digest
     * @throws UserException if the plan's file of weights is another one, or the model does not take it
     */
    public Sha256 untrained(Cell cell, Optional<WeightFile> start) throws IOException {
        CellRun own = new CellRun(run, cell, folder);
        try (Model model = own.model()) {
            own.start(model, start);
            return new Sha256(WeightDigest.of(model.module()));
        }
    }

    /**
     * Predicts some slices of an evaluation again, one by one.
     *
     * @param weights those of the trained model
     * @param slices their indices in the split
     * @throws FailedCellException if a probability is not a number
     * @throws IllegalStateException if what a slice is given depends on the slices before it
     */
    public List<Prediction> predictions(Cell cell, WeightFile weights, List<Integer> slices) throws IOException {
        CellRun own = new CellRun(run, cell, folder);
        PreparedImages images = own.images();
        try (BatchReader batches = new BatchReader(images, 1, run.waiting())) {
            EvaluationSet set = cell.set().orElseThrow();
            return new ClassifierRun(own, images, batches).predictions(weights, set, slices);
        }
    }

    /**
     * Looks for lesions in some slices of the lesion test split again.
     *
     * @param slices their indices in the split
     * @throws FailedCellException if the model gives values that are not numbers
     */
    public List<SliceLesions> lesions(Cell cell, WeightFile weights, List<Integer> slices) throws IOException {
        return new SegmentationRun(new CellRun(run, cell, folder)).lesions(weights, slices);
    }

    /**
     * Reads the weights that a training left.
     *
     * @param cell the training or fine-tuning
     * @param expected their digest, as the run states it
     * @throws UserException if the file holds no weights, or others
     */
    public WeightFile weights(Cell cell, Path file, Sha256 expected) throws IOException {
        WeightFile weights = read(file);
        CellRun own = new CellRun(run, cell, folder);
        try (Model model = own.model()) {
            if (cell.name().kind() == Kind.FINE_TUNE) {
                int classes = run.classes().of(cell.set().orElseThrow()).size();
                model.as(ImageClassifier.class)
                        .orElseThrow()
                        .replaceHead(classes, own.protocol().seeds().weights());
            }
            try {
                weights.into(model.module());
            } catch (IOException e) {
                throw new UserException(
                        "the weights are not those of " + cell.name() + ": " + e.getMessage(),
                        file.toString(),
                        GET_AGAIN,
                        e);
            }
            String found = WeightDigest.of(model.module());
            if (!found.equals(expected.hex())) {
                throw new UserException(
                        "the weights are not those of " + cell.name() + ": digest " + found.substring(0, 12)
                                + "..., the results say " + expected.abbreviated() + "...",
                        file.toString(),
                        GET_AGAIN);
            }
        }
        return weights;
    }

    private static WeightFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return WeightFile.read(in);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new UserException("the file holds no weights: " + e.getMessage(), file.toString(), GET_AGAIN, e);
        }
    }
}
