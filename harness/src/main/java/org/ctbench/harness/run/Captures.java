package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.harness.captures.AffinityCapture;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.CaptureReference.Kind;
import org.ctbench.models.affinity.AffinitySource;
import org.ctbench.splits.Slice;
import org.ctbench.splits.files.AtomicFiles;
import org.ctbench.splits.files.Sha256;

/** Writes down what one model makes of single images, which are chosen by rule and never by result. */
final class Captures {
    /** Slices of the lesion test split that are captured: the first ones. */
    static final int SLICES = 4;

    private final Path folder;
    private final String prefix;
    private final List<CaptureReference> references = new ArrayList<>();

    /**
     * @param folder of the run
     * @param item id of the model's item in the plan
     */
    Captures(Path folder, String item) {
        this.folder = folder;
        this.prefix = "captures/" + item + "/";
    }

    /**
     * The affinity matrix of the first slice of each class, in the order of the slices.
     *
     * @param epoch epoch of the training that has just ended, from 1
     */
    void affinities(AffinitySource model, int epoch, FirstSlices firsts) throws IOException {
        for (Map.Entry<String, Slice> first : firsts.byClass.entrySet()) {
            byte[] file = AffinityCapture.file(model.affinity(firsts.images.image(first.getValue())));
            String name = String.format(Locale.ROOT, "affinity-epoch-%d-%s.npz", epoch, first.getKey());
            add(
                    new Subject(
                            Kind.AFFINITY, first.getValue().id(), Optional.of(first.getKey()), OptionalInt.of(epoch)),
                    name,
                    file);
        }
    }

    /** What was found in the first slices of the lesion test split. */
    void segmentations(SegmentationEvaluation evaluation, LesionSet slices) throws IOException {
        for (int i = 0; i < Math.min(SLICES, slices.size()); i++) {
            Subject subject =
                    new Subject(Kind.SEGMENTATION, slices.slice(i).id(), Optional.empty(), OptionalInt.empty());
            add(
                    subject,
                    "segmentation-" + (i + 1) + ".npz",
                    evaluation.capture(i).file());
        }
    }

    /** All files so far, in the order in which they were written. */
    List<CaptureReference> references() {
        return List.copyOf(references);
    }

    private record Subject(Kind kind, String slice, Optional<String> label, OptionalInt epoch) {}

    private void add(Subject of, String name, byte[] file) throws IOException {
        AtomicFiles.write(folder.resolve(prefix + name), file);
        references.add(
                new CaptureReference(of.kind(), of.slice(), of.label(), of.epoch(), prefix + name, Sha256.of(file)));
    }

    /** The first slice of each class of a split. */
    static final class FirstSlices {
        private final SliceImages images;
        private final Map<String, Slice> byClass = new LinkedHashMap<>();

        /** @param classes names of the classes in label order */
        FirstSlices(SliceImages images, List<LabelledSlice> slices, List<String> classes) {
            this.images = images;
            for (int label = 0; label < classes.size(); label++) {
                int wanted = label;
                slices.stream()
                        .filter(slice -> slice.label() == wanted)
                        .findFirst()
                        .ifPresent(slice -> byClass.put(classes.get(wanted), slice.slice()));
            }
        }
    }
}
