package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.coco.CocoAnnotations;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.run.data.LesionMasks;
import org.ctbench.harness.run.data.RunData;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Split;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.UserException;

/** The annotation file of a split with lesion masks. */
final class LesionTruth {
    private LesionTruth() {}

    /**
     * Writes the images of a split, with their lesions if the data are there.
     *
     * @return what is missing of the data
     * @throws UserException if the masks are there and one is damaged
     */
    static Optional<UserException> write(Path file, Split split, Path data, Locks known) throws IOException {
        Optional<UserException> missing = missing(split, data, known);
        if (missing.isPresent()) {
            CocoAnnotations.write(
                    file,
                    split.slices().stream()
                            .map(slice -> new CocoAnnotations.Image(slice.id(), Optional.empty()))
                            .toList());
        } else {
            try (RunData opened = open(split, data, known)) {
                CocoAnnotations.write(file, images(opened, split));
            }
        }
        return missing;
    }

    private static Optional<UserException> missing(Split split, Path data, Locks known) throws IOException {
        try (RunData opened = open(split, data, known)) {
            opened.requireMasks(split.id());
            return Optional.empty();
        } catch (UserException e) {
            return Optional.of(e);
        }
    }

    private static RunData open(Split split, Path data, Locks known) throws IOException {
        return RunData.open(data, CacheFolder.standard(), known, Map.of(split.id(), true), Progress.standard());
    }

    private static List<CocoAnnotations.Image> images(RunData data, Split split) throws IOException {
        List<CocoAnnotations.Image> images = new ArrayList<>();
        LesionMasks masks;
        try (Tracker tracker = Progress.standard().start("read lesion masks of " + split.id(), split.size(), "mask")) {
            masks = LesionMasks.read(data, split.id(), tracker);
        }
        for (int i = 0; i < masks.size(); i++) {
            LesionMasks.Truth truth = masks.truth(i);
            images.add(new CocoAnnotations.Image(
                    masks.slice(i).id(), Optional.of(new CocoAnnotations.Truth(truth.size(), truth.masks()))));
        }
        return images;
    }
}
