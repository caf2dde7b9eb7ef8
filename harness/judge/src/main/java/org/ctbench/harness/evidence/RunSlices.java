package org.ctbench.harness.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.UserException;

/** The slices that a run evaluated, with class, patient, scan and position, from the manifests that it keeps. Thread-safe. */
public final class RunSlices {
    private static final String RESTORE = "restore the folder as the run wrote it";

    private final Path folder;
    private final List<SplitLock> locks;
    private final Map<String, Map<String, Slice>> bySplit = new ConcurrentHashMap<>();

    /**
     * The slices of a run.
     *
     * @param folder the run's
     * @param locks locks of its splits
     */
    RunSlices(Path folder, List<SplitLock> locks) {
        this.folder = folder;
        this.locks = List.copyOf(locks);
    }

    /**
     * A slice by the name of its image.
     *
     * @throws UserException if the split has no such image, or the manifest is missing or damaged
     */
    public Slice slice(String split, String image) {
        return Optional.ofNullable(slices(split).get(image))
                .orElseThrow(() ->
                        new UserException("'" + image + "' is not an image of " + split, folder.toString(), RESTORE));
    }

    /** The slices of a split that took part in the run, in canonical order; empty if the run keeps none. */
    public Optional<Split> split(String id) {
        return locks.stream()
                .filter(lock -> lock.id().equals(id))
                .findFirst()
                .filter(lock -> Files.exists(Manifests.file(folder, id)))
                .map(this::manifest);
    }

    /**
     * Patient of each slice.
     *
     * @return empty if the patients of the split are unknown
     * @throws UserException if they are known, and one of the slices is not in the split or has no patient
     */
    Optional<List<String>> patients(String split, List<String> images) {
        if (lock(split).patients().unknown().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(images.stream()
                .map(image -> slice(split, image)
                        .patient()
                        .orElseThrow(() -> new UserException(
                                "no patient is known of '" + image + "', where the lock counts the patients of "
                                        + split,
                                folder.toString(),
                                RESTORE)))
                .toList());
    }

    /**
     * Requires that a file is about every slice of a split, each once, with its class.
     *
     * @param images the images that the file is about
     * @param classes class of each; empty if the file states none
     * @param file for the message
     * @throws UserException if a slice is missing, foreign, there twice, or of another class
     */
    void requireAll(String split, List<String> images, Optional<List<String>> classes, Path file) {
        Map<String, Slice> left = new LinkedHashMap<>(slices(split));
        for (int i = 0; i < images.size(); i++) {
            String image = images.get(i);
            Slice slice = left.remove(image);
            if (slice == null) {
                boolean known = slices(split).containsKey(image);
                throw wrong("'" + image + "' " + (known ? "is there twice" : "is no image of " + split), file);
            }
            if (classes.isPresent()
                    && !slice.className().equals(Optional.of(classes.get().get(i)))) {
                throw wrong(
                        "'" + image + "' is of class " + classes.get().get(i) + " here, and of class "
                                + slice.className().orElse("unknown") + " in " + split,
                        file);
            }
        }
        if (!left.isEmpty()) {
            throw wrong(
                    left.size() + " of " + slices(split).size() + " slices of " + split + " are missing: '"
                            + left.keySet().iterator().next() + "'" + (left.size() > 1 ? " and others" : ""),
                    file);
        }
    }

    private static UserException wrong(String problem, Path file) {
        return new UserException(problem, file.toString(), "restore the file, and the results, as the run wrote them");
    }

    private SplitLock lock(String split) {
        return locks.stream()
                .filter(lock -> lock.id().equals(split))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the run has no split " + split));
    }

    private Map<String, Slice> slices(String split) {
        return bySplit.computeIfAbsent(split, id -> read(lock(id)));
    }

    private Map<String, Slice> read(SplitLock lock) {
        Map<String, Slice> slices = new LinkedHashMap<>();
        split(lock.id())
                .orElseThrow(() -> noManifest(folder, lock.id()))
                .slices()
                .forEach(slice -> slices.put(slice.id(), slice));
        return Collections.unmodifiableMap(slices);
    }

    static UserException noManifest(Path folder, String split) {
        return new UserException(
                "the manifest of " + split + " is missing",
                Manifests.file(folder, split).toString(),
                RESTORE);
    }

    private Split manifest(SplitLock lock) {
        try {
            return Manifests.read(folder, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
