package org.ctbench.datasets.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ctbench.splits.documents.UserException;

/** Files by key. Of several files for one slice the better kind is taken; two of the same kind are a mistake. */
final class SliceIndex {
    /** Kinds of places, the best first. */
    enum Kind {
        FILES("files"),
        RAW_FOLDERS("raw folders"),
        ARCHIVES("files in archives");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private record Entry(SliceFile file, Kind kind) {}

    private final FileKeys keys;
    private final Map<String, Entry> images = new HashMap<>();
    private final Map<String, Entry> masks = new HashMap<>();
    private final List<String> clashes = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private int leftOut;

    SliceIndex(FileKeys keys) {
        this.keys = keys;
    }

    FileKeys keys() {
        return keys;
    }

    /**
     * Takes a file in, if its name is one of the data set's.
     *
     * @return whether it is
     */
    boolean add(EntryName name, String container, Kind kind, SliceFile file) throws IOException {
        Optional<String> image = keys.ofImage(name, container);
        if (image.isPresent()) {
            add(images, image.get(), new Entry(file, kind));
        }
        Optional<String> mask = keys.ofMask(name);
        if (mask.isPresent()) {
            add(masks, mask.get(), new Entry(file, kind));
        }
        boolean known = image.isPresent() || mask.isPresent();
        if (keys.hasMasks() && !known) {
            passedOver.add(file.name());
        }
        return known;
    }

    /** Counts entries that are not served: links, names that point outside, and what is too large. */
    void leaveOut(int entries) {
        leftOut += entries;
    }

    boolean knows(EntryName name, String container) {
        return keys.ofImage(name, container).isPresent() || keys.ofMask(name).isPresent();
    }

    private void add(Map<String, Entry> files, String key, Entry entry) throws IOException {
        Entry there = files.get(key);
        if (there == null || entry.kind.compareTo(there.kind) < 0) {
            files.put(key, entry);
        } else if (entry.kind == there.kind && !isSame(there.file, entry.file)) {
            clashes.add(key + ": " + there.file.name() + " and " + entry.file.name());
        }
    }

    /** Links lead to one file by several names. */
    private static boolean isSame(SliceFile a, SliceFile b) throws IOException {
        return a instanceof LooseFile one && b instanceof LooseFile other && Files.isSameFile(one.path(), other.path());
    }

    /** @throws UserException if a slice has two files of one kind */
    void refuseClashes(String where) {
        if (clashes.isEmpty()) {
            return;
        }
        clashes.sort(null);
        StringBuilder text = new StringBuilder("slices with two files each:");
        clashes.stream().limit(10).forEach(clash -> text.append("\n  ").append(clash));
        if (clashes.size() > 10) {
            text.append("\n  and ").append(clashes.size() - 10).append(" more");
        }
        throw new UserException(text.toString(), where, "keep one of each two files");
    }

    Optional<SliceFile> image(String key) {
        return Optional.ofNullable(images.get(key)).map(Entry::file);
    }

    boolean hasImageFile(String key) {
        Entry entry = images.get(key);
        return entry != null && entry.kind == Kind.FILES;
    }

    Optional<SliceFile> mask(String key) {
        return Optional.ofNullable(masks.get(key)).map(Entry::file);
    }

    boolean isEmpty() {
        return images.isEmpty();
    }

    int leftOut() {
        return leftOut;
    }

    /** Files of a data set with masks that are neither image nor mask, by name; those that are called masks first. */
    List<String> passedOver() {
        Comparator<String> masksFirst =
                Comparator.comparing(name -> !name.toLowerCase(Locale.ROOT).contains("mask"));
        return passedOver.stream()
                .sorted(masksFirst.thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    int masks() {
        return masks.size();
    }

    Map<Kind, Integer> imagesByKind() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        images.values().forEach(entry -> counts.merge(entry.kind, 1, Integer::sum));
        return counts;
    }
}
