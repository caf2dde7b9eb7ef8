package org.ctbench.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.cache.SliceCache;
import org.ctbench.datasets.decode.ImageDecoder;
import org.ctbench.datasets.layout.DataRoot;
import org.ctbench.datasets.layout.Layout;
import org.ctbench.datasets.layout.SliceFile;
import org.ctbench.datasets.layout.SliceSource;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.UserException;
import org.ctbench.splits.checks.Check;
import org.ctbench.splits.checks.SplitChecks;
import org.ctbench.splits.files.Sha256;

/** The splits of a run, pinned by their locks, and the files of their slices. All of it is found before anything runs. */
final class RunData implements AutoCloseable {
    private static final int SHOWN = 10;

    private final Map<String, SplitLock> locks = new LinkedHashMap<>();
    private final Map<String, Split> splits = new LinkedHashMap<>();
    private final Map<Slice, SliceFile> files = new LinkedHashMap<>();
    private final Map<String, SliceSource> sources = new LinkedHashMap<>();
    private final List<Check> checks = new ArrayList<>();
    private final SliceCache cache;

    private RunData(SliceCache cache) {
        this.cache = cache;
    }

    /**
     * Opens the splits with these ids and finds every slice of them.
     *
     * @param folders data, with manifests and images, and cache
     * @param known locks in which the splits are looked up
     * @throws UserException if a split is not imported or differs from its lock, a check of the splits fails, or images
     *     are missing
     */
    static RunData open(Reproduction.Folders folders, Locks known, List<String> splitIds, Progress progress)
            throws IOException {
        RunData data = new RunData(SliceCache.open(folders.cache()));
        try {
            for (String id : splitIds) {
                SplitLock lock = known.split(id);
                data.locks.put(id, lock);
                data.splits.put(id, Manifests.read(folders.data(), lock));
            }
            List<String> dataSets = data.locks.values().stream()
                    .map(SplitLock::dataSet)
                    .distinct()
                    .toList();
            for (String dataSet : dataSets) {
                data.check(dataSet, known);
                Layout layout = Layout.of(known.dataSet(dataSet));
                data.find(new DataRoot.Place(folders.data(), dataSet, layout, folders.cache()), progress);
            }
            return data;
        } catch (IOException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private void check(String dataSet, Locks known) {
        List<Split> own = splits.values().stream()
                .filter(split -> locks.get(split.id()).dataSet().equals(dataSet))
                .toList();
        List<Check> found = SplitChecks.run(known.dataSet(dataSet), known.splitsOf(dataSet), own);
        String failed = found.stream()
                .filter(check -> check.verdict() == Check.Verdict.FAILED)
                .map(check -> check.rule() + " " + check.splits() + ": " + check.finding())
                .collect(Collectors.joining("\n"));
        if (!failed.isEmpty()) {
            throw new UserException(
                    "the splits of " + dataSet + " fail a check\n" + failed,
                    "splits of the plan",
                    "use other splits; `ctbench splits verify` shows all checks");
        }
        checks.addAll(found);
    }

    private void find(DataRoot.Place place, Progress progress) throws IOException {
        SliceSource source;
        try (Tracker tracker = progress.start("open " + place.dataSetId(), -1, "byte")) {
            source = DataRoot.open(place, tracker);
        }
        sources.put(place.dataSetId(), source);
        List<String> missing = new ArrayList<>();
        for (SplitLock lock : locks.values()) {
            if (lock.dataSet().equals(place.dataSetId())) {
                for (Slice slice : splits.get(lock.id()).slices()) {
                    Optional<SliceFile> file = source.find(slice);
                    file.ifPresent(f -> files.put(slice, f));
                    if (file.isEmpty()) {
                        missing.add(lock.id() + ": " + slice.id());
                    }
                }
            }
        }
        if (!missing.isEmpty()) {
            String more = missing.size() > SHOWN ? "\n... and " + (missing.size() - SHOWN) + " more" : "";
            throw new UserException(
                    missing.size() + " images of " + place.dataSetId() + " are missing\n"
                            + String.join("\n", missing.subList(0, Math.min(SHOWN, missing.size()))) + more,
                    place.folder().toString(),
                    "`ctbench data verify --root " + place.root() + "` lists all of them; `ctbench data status --root "
                            + place.root() + "` says where they are published");
        }
    }

    /** A split by its id. */
    Split split(String id) {
        return splits.get(id);
    }

    /** What was checked about the splits; none failed. */
    List<Check> checks() {
        return List.copyOf(checks);
    }

    /**
     * A split by the content of its manifest and of its files.
     *
     * @param masks whether the lesion masks are read too
     * @param tracker is told of every image
     */
    SplitReference reference(String id, boolean masks, LongConsumer tracker) throws IOException {
        Split split = splits.get(id);
        Sha256 images = digest(split, slice -> {
            tracker.accept(1);
            return Optional.of(files.get(slice));
        });
        return new SplitReference(
                id,
                locks.get(id).manifest(),
                split.size(),
                images,
                masks ? Optional.of(digest(split, slice -> mask(id, slice))) : Optional.empty());
    }

    private Sha256 digest(Split split, Function<Slice, Optional<SliceFile>> fileOf) throws IOException {
        MessageDigest all = Sha256.digest();
        for (Slice slice : split.slices()) {
            Optional<SliceFile> file = fileOf.apply(slice);
            if (file.isPresent()) {
                String line = slice.id() + " " + cache.digest(file.get()) + "\n";
                all.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Sha256.finish(all);
    }

    /** Digest of the file of a slice, which was read before. */
    Sha256 digest(Slice slice) {
        try {
            return cache.digest(files.get(slice));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File of the lesion mask of a slice of a split, if it has one. */
    Optional<SliceFile> mask(String split, Slice slice) {
        return sources.get(locks.get(split).dataSet()).findMask(slice);
    }

    /** A slice as it was published, not resized. */
    CtImage decoded(Slice slice) throws IOException {
        return ImageDecoder.decode(files.get(slice).read()).image();
    }

    /** The lock that pins a split. */
    SplitLock lock(String id) {
        return locks.get(id);
    }

    /** File of a slice of one of the splits. */
    SliceFile file(Slice slice) {
        return files.get(slice);
    }

    /** Decoded and resized slices. */
    SliceCache cache() {
        return cache;
    }

    @Override
    public void close() throws IOException {
        try (cache) {
            for (SliceSource source : sources.values()) {
                source.close();
            }
        }
    }
}
