package org.ctbench.harness.predictions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.coco.CocoAnnotations;
import org.ctbench.harness.coco.CocoFiles;
import org.ctbench.harness.coco.CocoResults;
import org.ctbench.harness.coco.FoundLesion;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Predicted lesions in results files of COCO. Each entry names its image, by its name or path, or by the id that an annotation
 * file gives it; its mask is in runs, compressed or not, or in polygons.
 */
public final class LesionPredictionFiles {
    /** Lesions of one slice that count at most; detectors give about 100. */
    static final int MOST_OF_A_SLICE = 1_000;

    private static final String FIX =
            "write one entry for each lesion: image_id, category_id, score, and a segmentation in runs or polygons, as"
                    + " pycocotools.mask.encode makes of the pixels of the slice";

    private final PredictionSource source;
    private final LesionTask task;
    private final Optional<CocoAnnotations> annotations;
    private final SliceNames names;
    private final int mostPixels;
    private final RowFaults faults = new RowFaults();
    private final Map<String, List<FoundLesion>> found = new HashMap<>();
    private final Set<String> covered = new HashSet<>();
    private String file = "";
    private long entries;

    private LesionPredictionFiles(PredictionSource source, LesionTask task, Optional<CocoAnnotations> annotations) {
        this.source = source;
        this.task = task;
        this.annotations = annotations;
        this.names = new SliceNames(task.slices().keySet());
        this.mostPixels = task.slices().values().stream()
                .mapToInt(size -> size.height() * size.width())
                .max()
                .orElse(0);
    }

    /**
     * Reads the lesions for a task.
     *
     * @throws UserException if a file is not read, or any entry is at fault; all faulty entries of all files are in one message,
     *     the first of them with their numbers, counted from 0
     */
    public static ReadLesions read(PredictionSource source, LesionTask task) throws IOException {
        Optional<CocoAnnotations> annotations = source.images().isPresent()
                ? Optional.of(CocoAnnotations.read(Path.of(source.images().get())))
                : Optional.empty();
        LesionPredictionFiles reader = new LesionPredictionFiles(source, task, annotations);
        reader.requireSlices();
        List<Sha256> digests = new ArrayList<>();
        for (String name : source.files()) {
            digests.add(reader.read(name));
        }
        annotations.ifPresent(images -> digests.add(images.digest()));
        return reader.finish(digests);
    }

    /** A model that was never shown a slice has not found that it has no lesion. */
    private void requireSlices() {
        if (annotations.isEmpty()) {
            return;
        }
        Set<String> listed = new HashSet<>();
        for (String name : annotations.get().images().values()) {
            names.find(name).ifPresent(slice -> {
                if (!listed.add(slice)) {
                    faults.add(RowFault.DOUBLE, "", slice + " has two ids");
                }
            });
        }
        task.slices().keySet().stream()
                .filter(slice -> !listed.contains(slice))
                .forEach(slice -> faults.add(RowFault.MISSING, "", "no image " + slice));
        if (faults.total() > 0) {
            throw faults.exception(
                    task.split(),
                    source.images().orElseThrow(),
                    "list each slice once; `ctbench predictions template --split " + task.split()
                            + "` writes such a file");
        }
        if (annotations.get().categories().size() > 1) {
            throw new UserException(
                    "the annotation file has the categories "
                            + String.join(", ", annotations.get().categories()) + ", and the lesions of " + task.split()
                            + " are of one",
                    source.images().orElseThrow(),
                    "give all lesions one category, in both files");
        }
    }

    private Sha256 read(String name) throws IOException {
        file = name;
        return CocoFiles.read(Path.of(name), json -> {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new UserException(
                        "the file is no list of predictions",
                        name,
                        "write a results file of COCO: [{\"image_id\": ...");
            }
            long entry = 0;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                entry(json, file + "[" + entry++ + "]");
            }
        });
    }

    private void entry(JsonParser json, String where) throws IOException {
        entries++;
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            faults.add(RowFault.WIDTH, where, "the entry is not a JSON object");
            return;
        }
        CocoEntry entry = CocoEntry.read(json, mostPixels);
        Optional<String> slice = slice(entry, where);
        boolean right = slice.isPresent();
        if (!entry.category().equals(category())) {
            faults.add(
                    RowFault.CATEGORY,
                    where,
                    "category_id is " + RowFaults.quoted(entry.category()) + ", that of a lesion is " + category());
            right = false;
        }
        if (!(entry.score() >= 0 && entry.score() <= 1)) {
            boolean number = Double.isFinite(entry.score());
            faults.add(
                    number ? RowFault.RANGE : RowFault.NO_NUMBER,
                    where,
                    number ? "the score " + entry.score() + " is outside [0, 1]" : "the score is not a finite number");
            right = false;
        }
        if (slice.isPresent()) {
            mask(entry, slice.get(), where, right);
        }
    }

    private Optional<String> slice(CocoEntry entry, String where) {
        if (annotations.isEmpty() && entry.isNumbered()) {
            faults.add(
                    RowFault.FOREIGN,
                    where,
                    "image_id is the number " + entry.image()
                            + ", and no annotation file says which image it is (--coco-images; images: in a plan)");
            return Optional.empty();
        }
        Optional<String> named = annotations.isEmpty()
                ? Optional.of(entry.image())
                : Optional.ofNullable(annotations.get().images().get(entry.image()));
        Optional<String> slice = named.flatMap(names::find);
        if (slice.isEmpty()) {
            faults.add(
                    RowFault.FOREIGN,
                    where,
                    named.map(name -> RowFaults.quoted(name) + " is not a slice of " + task.split() + names.hint(name))
                            .orElse("the annotation file has no image " + RowFaults.quoted(entry.image())));
        }
        return slice;
    }

    private String category() {
        return annotations
                .flatMap(images -> images.categories().stream().findFirst())
                .orElse(Integer.toString(CocoResults.CATEGORY));
    }

    private void mask(CocoEntry entry, String slice, String where, boolean right) {
        ImageSize size = task.slices().get(slice);
        if (!entry.hasMask()) {
            faults.add(RowFault.NO_MASK, where, slice + ": there is no segmentation; a box alone is not a mask");
        } else if (entry.hasOtherSize(size)) {
            faults.add(
                    RowFault.SIZE,
                    where,
                    slice + ": the mask has the size " + entry.size() + ", the slice [" + size.height() + ", "
                            + size.width() + "]");
        } else {
            try {
                FoundLesion lesion = new FoundLesion(entry.mask(size), right ? entry.score() : 0);
                covered.add(slice);
                if (lesion.score() > task.above()) {
                    keep(lesion, slice, where);
                }
            } catch (IllegalArgumentException e) {
                faults.add(RowFault.DAMAGED_MASK, where, slice + ": " + e.getMessage());
            }
        }
    }

    private void keep(FoundLesion lesion, String slice, String where) {
        List<FoundLesion> own = found.computeIfAbsent(slice, s -> new ArrayList<>());
        if (own.size() < MOST_OF_A_SLICE) {
            own.add(lesion);
        } else {
            faults.add(
                    RowFault.TOO_MANY,
                    where,
                    slice + " has more than " + MOST_OF_A_SLICE + " lesions with a score above " + task.above());
        }
    }

    /** @throws UserException if any entry of any file is at fault, or no slice has one */
    private ReadLesions finish(List<Sha256> digests) {
        String files = String.join(", ", source.files());
        if (faults.total() > 0) {
            throw faults.exception(task.split(), files, FIX);
        }
        if (covered.isEmpty()) {
            throw new UserException(
                    entries == 0 ? "the file has no prediction" : "no slice of " + task.split() + " has a prediction",
                    files,
                    FIX);
        }
        int without = task.slices().size() - covered.size();
        List<String> warnings = without == 0
                ? List.of()
                : List.of(without + " of the " + task.slices().size() + " slices of " + task.split()
                        + " have no entry: nothing was found there");
        return new ReadLesions(
                task.slices().keySet().stream()
                        .map(slice -> found.getOrDefault(slice, List.of()))
                        .toList(),
                digests,
                warnings);
    }
}
