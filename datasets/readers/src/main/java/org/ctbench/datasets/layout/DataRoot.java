package org.ctbench.datasets.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.UserException;

/**
 * The folder below which users keep their images. A data set is looked for in {@code <root>/<data set>} and, if there
 * is no such folder, in the root itself; there, at any depth down to eight folders, as loose files, raw folders or
 * archives (zip, tar, tar.gz).
 */
public final class DataRoot {
    private static final int DEEPEST = 8;

    private DataRoot() {}

    /**
     * What to open.
     *
     * @param root folder with the images
     * @param locks locks of the data set and of the others that may lie below the root
     * @param dataSetId data set, {@code covidx-ct-v1}
     * @param cacheFolder where the images of tar archives are copied to
     */
    public record Place(Path root, Locks locks, String dataSetId, Path cacheFolder) {
        /** The lock of the data set. */
        public DataSetLock dataSet() {
            return locks.dataSet(dataSetId);
        }

        /** The folder that is searched. */
        public Path folder() {
            Path own = root.resolve(dataSet().imageFolder());
            return Files.isDirectory(own) ? own : root;
        }
    }

    /**
     * Opens the images of a data set.
     *
     * @throws UserException if there is no such folder, no image of it, a damaged archive, or a slice
     *     with two files of one kind
     */
    public static SliceSource open(Path root, Locks locks, String dataSetId, Path cacheFolder) throws IOException {
        return open(new Place(root, locks, dataSetId, cacheFolder), bytes -> {});
    }

    /**
     * As above.
     *
     * @param unpacked told the bytes read from tar archives since the last call; they are read once, on first use
     */
    public static SliceSource open(Place place, LongConsumer unpacked) throws IOException {
        IndexedSource source = search(place, unpacked);
        if (!source.isEmpty()) {
            return source;
        }
        try (source) {
            String notOpened = source.notOpenedText();
            throw new UserException(
                    "no images of " + place.dataSet().title() + " here" + (notOpened.isEmpty() ? "" : "; " + notOpened),
                    place.folder().toString(),
                    "put them into " + place.root().resolve(place.dataSet().imageFolder())
                            + "; `ctbench data status` says what" + " to download and how the folders look");
        }
    }

    /**
     * As {@link #open(Place, LongConsumer)}, but empty if there is no image of the data set.
     *
     * @throws UserException if the root is missing, an archive is damaged, or a slice has two files of one kind
     */
    public static Optional<SliceSource> find(Place place, LongConsumer unpacked) throws IOException {
        SliceSource source = look(place, unpacked);
        if (source.isEmpty()) {
            source.close();
            return Optional.empty();
        }
        return Optional.of(source);
    }

    /**
     * As {@link #open(Place, LongConsumer)}, but the source may be empty; it says what was not opened.
     *
     * @throws UserException if the root is missing, an archive is damaged, or a slice has two files of one kind
     */
    public static SliceSource look(Place place, LongConsumer unpacked) throws IOException {
        return search(place, unpacked);
    }

    private static IndexedSource search(Place place, LongConsumer unpacked) throws IOException {
        if (!Files.isDirectory(place.root())) {
            throw new UserException(
                    "no such folder", place.root().toString(), "check the path of the folder with the images");
        }
        Scan scan = new Scan(place, unpacked);
        boolean done = false;
        try {
            scan.folder(scan.top, List.of());
            scan.index.refuseClashes(place.folder().toString());
            done = true;
            return scan.source();
        } finally {
            if (!done) {
                scan.source().close();
            }
        }
    }

    /** One walk through the folders, in sorted order. */
    private static final class Scan {
        private final Place place;
        private final LongConsumer unpacked;
        private final SliceIndex index;
        private final NotOpened notOpened = new NotOpened();
        private final RawFolders raw;
        private final List<ZipArchive> archives = new ArrayList<>();
        private final Path top;
        private final Set<String> others;

        Scan(Place place, LongConsumer unpacked) throws IOException {
            this.place = place;
            this.unpacked = unpacked;
            FileKeys keys = new FileKeys(place.dataSet());
            this.index = new SliceIndex(keys);
            this.raw = new RawFolders(keys, notOpened);
            this.top = place.folder().toRealPath();
            this.others = place.folder().equals(place.root()) ? otherDataSets() : Set.of();
        }

        /** Generated images have the names of real ones: they are never taken for them. */
        private boolean isOther(String folder) {
            boolean generated = folder.startsWith("phantom")
                    && !folder.equals(place.dataSet().imageFolder());
            return others.contains(folder) || !others.isEmpty() && generated;
        }

        private Set<String> otherDataSets() {
            Set<String> ids = new HashSet<>();
            place.locks().dataSets().forEach(lock -> ids.add(lock.imageFolder()));
            ids.remove(place.dataSet().imageFolder());
            return ids;
        }

        IndexedSource source() {
            return new IndexedSource(place.dataSet().title(), top, index, raw, archives, notOpened);
        }

        /** @param above real paths of the folders above, from {@code top} on */
        void folder(Path folder, List<Path> above) throws IOException {
            List<Path> here = new ArrayList<>(above);
            here.add(folder.toRealPath());
            List<Path> inside;
            try (Stream<Path> list = Files.list(folder)) {
                inside = list.filter(p -> !p.getFileName().toString().startsWith("."))
                        .sorted()
                        .toList();
            }
            List<String> folders = new ArrayList<>();
            top.relativize(folder).forEach(part -> folders.add(part.toString()));
            for (Path path : inside) {
                if (Files.isDirectory(path)) {
                    subfolder(path, here);
                } else if (notOpened.isFile(path)) {
                    file(path, folders);
                }
            }
        }

        private void subfolder(Path path, List<Path> above) throws IOException {
            if (above.contains(path.toRealPath())) {
                notOpened.add(path, "a link to a folder that it lies in");
            } else if (raw.isClassFolder(path)) {
                raw.add(path);
            } else if (above.size() < DEEPEST && !isForeign(path, above.size())) {
                folder(path, above);
            }
        }

        /** When the root itself is searched, the folders of other data sets in it are not; the cache never is. */
        private boolean isForeign(Path path, int level) throws IOException {
            boolean cache = Files.exists(place.cacheFolder()) && Files.isSameFile(path, place.cacheFolder());
            return cache || level == 1 && isOther(path.getFileName().toString());
        }

        private void file(Path path, List<String> folders) throws IOException {
            String fileName = path.getFileName().toString();
            String container = fileName.replaceFirst("(?i)\\.(zip|tar\\.gz|tgz|tar)$", "");
            if (fileName.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                archive(ZipArchive.open(path), container);
            } else if (TarArchive.matches(fileName)) {
                archive(TarCopy.open(path, index, container, place.cacheFolder(), unpacked), container);
            } else {
                index.add(EntryName.of(folders, fileName), "", SliceIndex.Kind.FILES, new LooseFile(path));
            }
        }

        private void archive(ZipArchive archive, String container) throws IOException {
            if (archive.addTo(index, container) > 0) {
                archives.add(archive);
            } else {
                archive.close();
                notOpened.add(archive.path(), "no entry has the name of an image that is known");
            }
        }
    }
}
