package org.ctbench.datasets.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.ctbench.datasets.layout.DataRoot;
import org.ctbench.datasets.layout.SliceSource;
import org.ctbench.datasets.verify.DataStatus.Places;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.UserException;

/** {@code ctbench data verify}: opens the splits and the images that it is asked for and hands them to the verifier. */
public final class DataCheck {
    private final Locks locks;
    private final Places places;
    private final LongConsumer unpacked;

    private DataCheck(Locks locks, Places places, LongConsumer unpacked) {
        this.locks = locks;
        this.places = places;
        this.unpacked = unpacked;
    }

    /**
     * A check of the splits of these locks.
     *
     * @param places where to look; the root must be there
     * @param unpacked told the bytes read from tar archives since the last call
     */
    public static DataCheck of(Locks locks, Places places, LongConsumer unpacked) {
        return new DataCheck(locks, places, unpacked);
    }

    /**
     * Checks splits.
     *
     * @param splitIds splits; none means all that are imported and whose data set has images below the root
     * @param done told how many images were read since the last call
     * @throws UserException if a split is unknown or not imported, or if there are no images
     */
    public DataReport run(List<String> splitIds, LongConsumer done) throws IOException {
        boolean all = splitIds.isEmpty();
        List<SplitLock> wanted = all
                ? imported()
                : splitIds.stream().distinct().map(locks::split).toList();
        return run(wanted, all, done)
                .orElseThrow(() -> new UserException(
                        "no imported split has images here",
                        places.root().orElseThrow().toString(),
                        "`ctbench data status --root " + places.root().orElseThrow()
                                + "` shows what is present and what to do"));
    }

    /**
     * Checks those of the splits that are imported and whose data set has images below the root.
     *
     * @param splitIds splits
     * @param done told how many images were read since the last call
     * @return empty if there are none
     * @throws UserException if a split is unknown, or its list is not the pinned one
     */
    public Optional<DataReport> runPresent(List<String> splitIds, LongConsumer done) throws IOException {
        List<String> known =
                splitIds.stream().map(id -> locks.split(id).id()).distinct().toList();
        return run(imported().stream().filter(lock -> known.contains(lock.id())).toList(), true, done);
    }

    private Optional<DataReport> run(List<SplitLock> wanted, boolean mayBeAbsent, LongConsumer done)
            throws IOException {
        Map<String, SliceSource> sources = new LinkedHashMap<>();
        try {
            List<DataVerifier.Images> images = new ArrayList<>();
            List<String> absent = new ArrayList<>();
            for (SplitLock lock : wanted) {
                Optional<SliceSource> source = source(sources, lock.dataSet(), mayBeAbsent);
                if (source.isPresent()) {
                    images.add(new DataVerifier.Images(
                            Manifests.read(places.dataFolder(), lock),
                            source.get(),
                            locks.dataSet(lock.dataSet()).images()));
                } else {
                    absent.add(lock.id());
                }
            }
            return images.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            DataVerifier.verify(images, Runtime.getRuntime().availableProcessors(), done)
                                    .without(absent));
        } finally {
            for (SliceSource source : sources.values()) {
                source.close();
            }
        }
    }

    private List<SplitLock> imported() {
        return locks.splits().stream()
                .filter(lock -> Files.exists(Manifests.file(places.dataFolder(), lock.id())))
                .toList();
    }

    private Optional<SliceSource> source(Map<String, SliceSource> sources, String dataSet, boolean mayBeAbsent)
            throws IOException {
        if (!sources.containsKey(dataSet)) {
            DataRoot.Place place =
                    new DataRoot.Place(places.root().orElseThrow(), locks, dataSet, places.cacheFolder());
            Optional<SliceSource> found =
                    mayBeAbsent ? DataRoot.find(place, unpacked) : Optional.of(DataRoot.open(place, unpacked));
            found.ifPresent(source -> sources.put(dataSet, source));
        }
        return Optional.ofNullable(sources.get(dataSet));
    }
}
