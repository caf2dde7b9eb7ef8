package org.ctbench.datasets.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.ctbench.datasets.cache.CacheUsage;
import org.ctbench.datasets.layout.DataRoot;
import org.ctbench.datasets.layout.SliceSource;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;

/**
 * What images are there, what is missing and where to get it. No image is opened. Written as JSON as it stands.
 *
 * @param schema {@value #SCHEMA}
 * @param root folder with the images, if one was named
 * @param dataSets the data sets, in the order of the locks
 * @param notOpened what lies below the root and was not opened, or is known to no data set, with the reason, by path
 * @param cacheFolder folder of the cache
 * @param cacheBytes length of the files in it
 */
public record DataStatus(
        @JsonProperty("schema") String schema,
        @JsonProperty("root") Optional<String> root,
        @JsonProperty("dataSets") List<DataSet> dataSets,
        @JsonProperty("notOpened") SortedMap<String, String> notOpened,
        @JsonProperty("cacheFolder") String cacheFolder,
        @JsonProperty("cacheBytes") long cacheBytes) {
    /** Value of {@code schema}. */
    public static final String SCHEMA = "ctbench/data-status/1";

    private static final int SHOWN = 10;

    public DataStatus {
        dataSets = List.copyOf(dataSets);
        notOpened = Collections.unmodifiableSortedMap(new TreeMap<>(notOpened));
    }

    /**
     * A data set.
     *
     * @param id data set
     * @param title name for people
     * @param found where its images are, if there are any
     * @param splits its splits
     * @param get what to download or to run for it
     */
    public record DataSet(String id, String title, Optional<String> found, List<SplitState> splits, List<Get> get) {
        public DataSet {
            splits = List.copyOf(splits);
            get = List.copyOf(get);
        }
    }

    /**
     * A split.
     *
     * @param id split
     * @param images how many it names
     * @param found how many of them have a file; empty if its manifest was not imported yet, or there are no images
     * @param cacheBytesAt512 what its slices take in the cache at 512 x 512, in grey
     */
    public record SplitState(String id, int images, OptionalInt found, long cacheBytesAt512) {}

    /**
     * Something to download or to run.
     *
     * @param what what it is
     * @param from page of the publisher, or {@code ctbench}
     * @param bytes length of the download, if the publisher states it
     * @param licence licence, or {@code unknown}
     * @param then what to do with it
     */
    public record Get(String what, String from, OptionalLong bytes, String licence, String then) {}

    /**
     * Where to look.
     *
     * @param root folder with the images, if one was named
     * @param dataFolder folder with the manifests of the splits
     * @param cacheFolder folder of the cache
     */
    public record Places(Optional<Path> root, Path dataFolder, Path cacheFolder) {}

    /**
     * Looks for all data sets.
     *
     * @param unpacked told the bytes read from tar archives since the last call
     */
    public static DataStatus of(Locks locks, Places places, LongConsumer unpacked) throws IOException {
        List<DataSet> dataSets = new ArrayList<>();
        SortedMap<String, String> notOpened = new TreeMap<>();
        Set<String> used = new HashSet<>();
        for (DataSetLock lock : locks.dataSets()) {
            Optional<SliceSource> source = source(locks, lock, places, unpacked);
            try {
                dataSets.add(dataSet(locks, lock, places, source));
                source.ifPresent(s -> s.notOpened().forEach((path, why) -> notOpened.put(path.toString(), why)));
                source.ifPresent(s -> s.archives().forEach(path -> used.add(path.toString())));
            } finally {
                if (source.isPresent()) {
                    source.get().close();
                }
            }
        }
        notOpened.keySet().removeAll(used); // an archive below the root may belong to any data set
        CacheUsage cache = CacheUsage.of(places.cacheFolder);
        return new DataStatus(
                SCHEMA,
                places.root.map(Path::toString),
                dataSets,
                notOpened,
                cache.folder().toAbsolutePath().toString(),
                cache.bytes());
    }

    private static Optional<SliceSource> source(Locks locks, DataSetLock lock, Places places, LongConsumer unpacked)
            throws IOException {
        if (places.root.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                DataRoot.look(new DataRoot.Place(places.root.get(), locks, lock.id(), places.cacheFolder), unpacked));
    }

    private static DataSet dataSet(Locks locks, DataSetLock lock, Places places, Optional<SliceSource> looked)
            throws IOException {
        Optional<SliceSource> source = looked.filter(s -> !s.isEmpty());
        List<SplitState> splits = new ArrayList<>();
        for (SplitLock split : locks.splitsOf(lock.id())) {
            splits.add(state(split, places.dataFolder, source));
        }
        return new DataSet(lock.id(), lock.title(), source.map(SliceSource::describe), splits, get(lock, places.root));
    }

    private static SplitState state(SplitLock lock, Path dataFolder, Optional<SliceSource> source) throws IOException {
        OptionalInt found = OptionalInt.empty();
        if (source.isPresent() && Files.exists(Manifests.file(dataFolder, lock.id()))) {
            Split split = Manifests.read(dataFolder, lock);
            int count = 0;
            for (Slice slice : split.slices()) {
                count += source.get().find(slice).isPresent() ? 1 : 0;
            }
            found = OptionalInt.of(count);
        }
        return new SplitState(lock.id(), lock.images(), found, 512L * 512 * lock.images());
    }

    private static List<Get> get(DataSetLock lock, Optional<Path> root) {
        if (lock.kind() == DataSetLock.Kind.GENERATED) {
            String to = root.map(Path::toString).orElse("ROOT");
            return List.of(new Get(
                    "generated data",
                    "ctbench",
                    OptionalLong.empty(),
                    "none needed: it shows no person",
                    "run `ctbench data phantom --to " + to + "`"));
        }
        return Downloads.shipped().of(lock.id()).stream()
                .map(d -> d.below(root.map(Path::toString)))
                .map(d -> new Get(d.what(), d.from(), d.bytes(), d.licence(), d.then()))
                .toList();
    }

    /** The status as text. */
    public String asTable() {
        StringBuilder text = new StringBuilder();
        for (DataSet dataSet : dataSets) {
            append(text, dataSet);
        }
        if (!notOpened.isEmpty()) {
            text.append("not opened, or nothing in it is known:\n");
            notOpened.entrySet().stream()
                    .limit(SHOWN)
                    .forEach(e -> text.append("  " + e.getKey() + ": " + e.getValue() + "\n"));
            if (notOpened.size() > SHOWN) {
                text.append(String.format(Locale.ROOT, "  and %,d more; --json lists all\n", notOpened.size() - SHOWN));
            }
            text.append('\n');
        }
        text.append(String.format(Locale.ROOT, "cache: %s (%s)\n", cacheFolder, size(cacheBytes)));
        return text.toString();
    }

    private static void append(StringBuilder text, DataSet dataSet) {
        text.append(dataSet.id).append(" - ").append(dataSet.title).append('\n');
        text.append("  images: ").append(dataSet.found.orElse("none found")).append('\n');
        boolean whole = dataSet.found.isPresent();
        for (SplitState split : dataSet.splits) {
            String found = split.found.isPresent()
                    ? String.format(Locale.ROOT, "%,d of %,d there", split.found.getAsInt(), split.images)
                    : String.format(Locale.ROOT, "%,d images%s", split.images, whole ? ", not imported yet" : "");
            text.append("  ").append(split.id).append(": ").append(found);
            text.append(", ").append(size(split.cacheBytesAt512)).append(" in the cache at 512 x 512\n");
            whole &= split.found.isPresent() && split.found.getAsInt() == split.images;
        }
        for (Get get : whole ? List.<Get>of() : dataSet.get) {
            text.append("  get: ").append(get.what).append('\n');
            text.append("    from: ").append(get.from).append('\n');
            String bytes = get.bytes.isPresent() ? size(get.bytes.getAsLong()) : "unknown";
            text.append("    size: ")
                    .append(bytes)
                    .append("; licence: ")
                    .append(get.licence)
                    .append('\n');
            text.append("    then: ").append(get.then).append('\n');
        }
        text.append('\n');
    }

    private static String size(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
