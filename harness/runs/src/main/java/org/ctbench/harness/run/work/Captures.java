package org.ctbench.harness.run.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.harness.captures.AffinityCapture;
import org.ctbench.harness.captures.ErrorCapture;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.CaptureReference.Kind;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.run.data.LesionSet;
import org.ctbench.harness.run.data.SliceImages;
import org.ctbench.models.affinity.AffinitySource;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Sha256;

/**
 * Writes down what one model makes of single images, which are chosen by rule, into the folder of a cell.
 */
final class Captures {
    /** Slices of the lesion test split that are captured: the first ones. */
    static final int SLICES = 4;

    /** Errors of each kind that are captured. */
    static final int ERRORS = 2;

    private final Path folder;
    private final List<CaptureReference> references = new ArrayList<>();

    /** @param folder of the cell */
    Captures(Path folder) {
        this.folder = folder;
    }

    /** Takes over what was captured before the work was interrupted. */
    void goOnFrom(List<CaptureReference> before) {
        references.clear();
        references.addAll(before);
    }

    /**
     * The affinity matrix of one slice of each class.
     *
     * @param epoch epoch of the training that has just ended, from 1
     * @param slices by the name of their class
     */
    void affinities(AffinitySource model, int epoch, SliceImages images, Map<String, Slice> slices) throws IOException {
        for (Map.Entry<String, Slice> slice : slices.entrySet()) {
            byte[] file = AffinityCapture.file(model.affinity(images.image(slice.getValue())));
            add(
                    new Subject(
                            Kind.AFFINITY,
                            slice.getValue().id(),
                            Optional.of(slice.getKey()),
                            OptionalInt.of(epoch),
                            Optional.empty()),
                    String.format(Locale.ROOT, "affinity-epoch-%d-%s.npz", epoch, slice.getKey()),
                    file);
        }
    }

    /** What was found in the first slices of the lesion test split. */
    void segmentations(SegmentationEvaluation evaluation, LesionSet slices) throws IOException {
        for (int i = 0; i < Math.min(SLICES, slices.size()); i++) {
            add(
                    new Subject(
                            Kind.SEGMENTATION,
                            slices.masks().slice(i).id(),
                            Optional.empty(),
                            OptionalInt.empty(),
                            Optional.empty()),
                    "segmentation-" + (i + 1) + ".npz",
                    evaluation.capture(i).file());
        }
    }

    /** All files so far, in the order in which they were written, by their names in the folder. */
    List<CaptureReference> references() {
        return List.copyOf(references);
    }

    /**
     * Slices that were taken for another class: the first {@value #ERRORS} for each pair of a true and a given class.
     *
     * @param set id of the evaluation set
     * @param look shows a slice as the model saw it
     */
    void errors(String set, Predictions predictions, Look look) throws IOException {
        Map<String, Integer> shown = new HashMap<>();
        int number = 0;
        for (int i = 0; i < predictions.rows().size(); i++) {
            Prediction row = predictions.rows().get(i);
            String pair = row.label() + " as " + row.predicted();
            if (row.label() != row.predicted() && shown.merge(pair, 1, Integer::sum) <= ERRORS) {
                number++;
                Optional<String> label = Optional.of(predictions.classes().get(row.label()));
                add(
                        new Subject(Kind.ERROR, row.image(), label, OptionalInt.empty(), Optional.of(set)),
                        "error-" + set + "-" + number + ".npz",
                        look.at(i).file());
            }
        }
    }

    /** Shows a slice as a model saw it. */
    @FunctionalInterface
    interface Look {
        /** @param index of the slice in the split */
        ErrorCapture at(int index) throws IOException;
    }

    private record Subject(Kind kind, String slice, Optional<String> label, OptionalInt epoch, Optional<String> set) {}

    private void add(Subject of, String name, byte[] file) throws IOException {
        AtomicFiles.write(folder.resolve(name), file);
        references.add(
                new CaptureReference(of.kind(), of.slice(), of.label(), of.epoch(), of.set(), name, Sha256.of(file)));
    }
}
