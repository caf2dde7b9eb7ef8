package org.ctbench.harness.run.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.cache.SliceCache;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.ImageDecoder;
import org.ctbench.datasets.layout.DataRoot;
import org.ctbench.datasets.layout.SliceFile;
import org.ctbench.datasets.layout.SliceSource;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.splits.ImageNames;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.checks.Check;
import org.ctbench.splits.checks.SplitChecks;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** The splits of a run, pinned by their locks, and the files of their slices. All of it is found before anything runs. */
public final class RunData implements AutoCloseable {
    private static final int SHOWN = 10;

    /** So many slices of a split, from all over it, are looked at before anything runs. */
    private static final int LOOKED_AT = 16;

    private final Map<String, SplitLock> locks = new LinkedHashMap<>();
    private final Map<String, Split> splits = new LinkedHashMap<>();
    private final Set<String> looked = new LinkedHashSet<>(); // splits whose images are read
    private final Map<Slice, SliceFile> files = new LinkedHashMap<>();
    private final Map<String, SliceSource> sources = new LinkedHashMap<>();
    private final Map<String, ImageNames> names = new LinkedHashMap<>(); // by data set
    private final List<Check> checks = new ArrayList<>();
    private final SliceCache cache;

    private RunData(SliceCache cache) {
        this.cache = cache;
    }

    /**
     * Opens the splits with these ids and finds every slice of those whose images are read.
     *
     * @param root folder with manifests and images
     * @param decoded folder for decoded slices
     * @param known locks in which the splits are looked up
     * @param wanted ids of the splits in their order, each with whether its images are read
     * @throws UserException if a split is not imported or differs from its lock, a check of the splits fails, images are
     *     missing, every image of a split is blank, or one of those that are looked at is damaged or clipped
     */
    public static RunData open(Path root, Path decoded, Locks known, Map<String, Boolean> wanted, Progress progress)
            throws IOException {
        RunData data = new RunData(SliceCache.open(decoded));
        try {
            for (String id : wanted.keySet()) {
                SplitLock lock = known.split(id);
                data.locks.put(id, lock);
                data.splits.put(id, Manifests.read(root, lock));
                if (wanted.get(id)) {
                    data.looked.add(id);
                }
            }
            List<String> dataSets = data.locks.values().stream()
                    .map(SplitLock::dataSet)
                    .distinct()
                    .toList();
            for (String dataSet : dataSets) {
                data.check(dataSet, known);
                data.names.put(dataSet, known.dataSet(dataSet).images());
                if (data.looked.stream()
                        .anyMatch(id -> known.split(id).dataSet().equals(dataSet))) {
                    data.find(new DataRoot.Place(root, known, dataSet, decoded), progress);
                }
            }
            for (String id : data.looked) {
                data.look(data.splits.get(id));
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
            if (lock.dataSet().equals(place.dataSetId()) && looked.contains(lock.id())) {
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
            throw new UserException(
                    missing.size() + " images of " + place.dataSetId() + " are missing" + lines(missing),
                    place.folder().toString(),
                    "`ctbench data verify --root " + place.root() + "` lists all of them; `ctbench data status --root "
                            + place.root() + "` says where they are published");
        }
    }

    private static String lines(List<String> names) {
        String more = names.size() > SHOWN ? "\n... and " + (names.size() - SHOWN) + " more" : "";
        return names.stream().limit(SHOWN).map(name -> "\n" + name).collect(Collectors.joining()) + more;
    }

    /** Looks at some slices of a split, and at one after the other until something can be seen. */
    private void look(Split split) throws IOException {
        List<Slice> slices = split.slices();
        int step = Math.max(1, slices.size() / LOOKED_AT);
        boolean visible = false;
        for (int i = 0; i < slices.size(); i += visible ? step : 1) {
            visible |= !decoded(slices.get(i)).isBlank();
        }
        if (!visible) {
            throw new UserException(
                    "all " + slices.size() + " images of " + split.id() + " are blank",
                    file(slices.get(0)).name(),
                    "`ctbench data verify` shows what they hold; convert them again");
        }
    }

    /**
     * Makes sure that every slice of a split has a lesion mask.
     *
     * @throws UserException if some have none; it names the files that were passed over
     */
    public void requireMasks(String split) {
        String dataSet = locks.get(split).dataSet();
        SliceSource source = sources.get(dataSet);
        List<String> missing = splits.get(split).slices().stream()
                .filter(slice -> source.findMask(slice).isEmpty())
                .map(Slice::id)
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        List<String> others = source.passedOver();
        throw new UserException(
                missing.size() + " of " + splits.get(split).size() + " slices of " + split + " have no lesion mask"
                        + lines(missing)
                        + (others.isEmpty() ? "" : "\nFiles that are neither image nor mask:" + lines(others)),
                source.describe(),
                names.get(dataSet).maskRule() + "; a slice without lesions has one, too, of background and lung");
    }

    /** Ids of the splits, in the order in which they were named. */
    public List<String> splitIds() {
        return List.copyOf(splits.keySet());
    }

    /** Whether the images of a split are read. */
    public boolean hasImages(String id) {
        return looked.contains(id);
    }

    /** A split by its id. */
    public Split split(String id) {
        return splits.get(id);
    }

    /** What was checked about the splits; none failed. */
    public List<Check> checks() {
        return List.copyOf(checks);
    }

    /**
     * A split by the content of its manifest and, if its images are read, of its files.
     *
     * @param masks whether the lesion masks are read too
     * @param tracker is told of every image and mask
     */
    public SplitReference reference(String id, boolean masks, LongConsumer tracker) throws IOException {
        Split split = splits.get(id);
        Optional<Sha256> images =
                looked.contains(id) ? Optional.of(digest(split, files::get, tracker)) : Optional.empty();
        return new SplitReference(
                id,
                locks.get(id).manifest(),
                split.size(),
                images,
                masks ? Optional.of(digest(split, slice -> mask(id, slice), tracker)) : Optional.empty());
    }

    private Sha256 digest(Split split, Function<Slice, SliceFile> fileOf, LongConsumer tracker) throws IOException {
        MessageDigest all = Sha256.digest();
        for (Slice slice : split.slices()) {
            tracker.accept(1);
            String line = slice.id() + " " + cache.digest(fileOf.apply(slice)) + "\n";
            all.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.finish(all);
    }

    /** Digest of the file of a slice, which was read before. */
    public Sha256 digest(Slice slice) {
        try {
            return cache.digest(files.get(slice));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File of the lesion mask of a slice of a split whose masks are {@linkplain #requireMasks there}. */
    SliceFile mask(String split, Slice slice) {
        return sources.get(locks.get(split).dataSet()).findMask(slice).orElseThrow();
    }

    /**
     * A slice as it was published, not resized.
     *
     * @throws UserException if the file is damaged or clipped
     */
    public CtImage decoded(Slice slice) throws IOException {
        try {
            return ImageDecoder.decode(file(slice).read()).unclipped();
        } catch (DamagedImageException e) {
            throw unusable(slice, e);
        }
    }

    /**
     * A slice at {@code size x size}, from the cache if it is there.
     *
     * @throws UserException if the file is damaged or clipped
     */
    CtImage resized(Slice slice, int size) throws IOException {
        try {
            return cache.load(file(slice), size);
        } catch (DamagedImageException e) {
            throw unusable(slice, e);
        }
    }

    private UserException unusable(Slice slice, DamagedImageException e) {
        return new UserException(
                "the image of " + slice.id() + " cannot be used: " + e.problem(),
                file(slice).name(),
                "`ctbench data verify` names all such images; download or convert them again",
                e);
    }

    /** The lock that pins a split. */
    public SplitLock lock(String id) {
        return locks.get(id);
    }

    /** File of a slice of one of the splits. */
    public SliceFile file(Slice slice) {
        return files.get(slice);
    }

    @Override
    public void close() throws IOException {
        for (SliceSource source : sources.values()) {
            source.close();
        }
    }
}
