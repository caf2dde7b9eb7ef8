package org.ctbench.harness.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.lists.SliceParser;

/**
 * The slices that a run evaluated, with patient, scan and position, from the manifests that it keeps. Of a run of an earlier
 * version, which kept none, the names of the images tell the same by the locks that ctbench ships. Thread-safe.
 */
public final class RunSlices {
    private final Path folder;
    private final List<SplitLock> locks;
    private final Map<String, Map<String, Slice>> bySplit = new ConcurrentHashMap<>();
    private final Map<String, SliceParser> parsers = new ConcurrentHashMap<>(); // by data set

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
     * @throws UserException if the split has no such image, or the manifest is damaged
     */
    public Slice slice(String split, String image) {
        SplitLock lock = lock(split);
        Map<String, Slice> kept = bySplit.computeIfAbsent(split, id -> read(lock));
        Optional<Slice> slice = kept.isEmpty() ? named(lock, image) : Optional.ofNullable(kept.get(image));
        return slice.orElseThrow(() -> new UserException(
                "'" + image + "' is no image of " + split,
                folder.toString(),
                "restore the folder as the run wrote it"));
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
                                "restore the folder as the run wrote it")))
                .toList());
    }

    private SplitLock lock(String split) {
        return locks.stream()
                .filter(lock -> lock.id().equals(split))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the run has no split " + split));
    }

    private Map<String, Slice> read(SplitLock lock) {
        Map<String, Slice> slices = new HashMap<>();
        split(lock.id()).ifPresent(split -> split.slices().forEach(slice -> slices.put(slice.id(), slice)));
        return slices;
    }

    private Split manifest(SplitLock lock) {
        try {
            return Manifests.read(folder, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Slice> named(SplitLock lock, String image) {
        return parsers.computeIfAbsent(lock.dataSet(), id -> parser(lock)).slice(image);
    }

    private SliceParser parser(SplitLock lock) {
        return Locks.shipped().dataSets().stream()
                .filter(dataSet -> dataSet.id().equals(lock.dataSet()))
                .findFirst()
                .map(SliceParser::of)
                .orElseThrow(() -> new UserException(
                        "the manifest of " + lock.id() + " is missing",
                        Manifests.file(folder, lock.id()).toString(),
                        "restore the file as the run wrote it"));
    }
}
