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
import org.ctbench.splits.Locks;
import org.ctbench.splits.UserException;

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
     * @param dataSetId data set, {@code covidx-ct-v1}
     * @param layout how the data set names its images
     * @param cacheFolder where the images of tar archives are copied to
     */
    public record Place(Path root, String dataSetId, Layout layout, Path cacheFolder) {
        /** The folder that is searched. */
        public Path folder() {
            Path own = root.resolve(dataSetId);
            return Files.isDirectory(own) ? own : root;
        }
    }

    /**
     * Opens the images of a data set.
     *
     * @throws UserException if there is no such folder, no image of that layout in it, a damaged archive, or a slice
     *     with two files of one kind
     */
    public static SliceSource open(Path root, String dataSetId, Layout layout, Path cacheFolder) throws IOException {
        return open(new Place(root, dataSetId, layout, cacheFolder), bytes -> {});
    }

    /**
     * As above.
     *
     * @param unpacked told the bytes read from tar archives since the last call; they are read once, on first use
     */
    public static SliceSource open(Place place, LongConsumer unpacked) throws IOException {
        return find(place, unpacked)
                .orElseThrow(() -> new UserException(
                        "no images of " + place.layout().title() + " here",
                        place.folder().toString(),
                        "put them into " + place.root().resolve(place.dataSetId()) + "; `ctbench data status` says what"
                                + " to download and how the folders look"));
    }

    /**
     * As {@link #open(Place, LongConsumer)}, but empty if there is no image of the layout.
     *
     * @throws UserException if the root is missing, an archive is damaged, or a slice has two files of one kind
     */
    public static Optional<SliceSource> find(Place place, LongConsumer unpacked) throws IOException {
        if (!Files.isDirectory(place.root())) {
            throw new UserException(
                    "no such folder", place.root().toString(), "check the path of the folder with the images");
        }
        Scan scan = new Scan(place, unpacked);
        boolean found = false;
        try {
            scan.folder(place.folder().toRealPath(), 0);
            scan.index.refuseClashes(place.folder().toString());
            IndexedSource source = scan.source();
            found = !source.isEmpty();
            return found ? Optional.of(source) : Optional.empty();
        } finally {
            if (!found) {
                for (ZipArchive archive : scan.archives) {
                    archive.close();
                }
            }
        }
    }

    /** One walk through the folders, in sorted order. */
    private static final class Scan {
        private final Place place;
        private final LongConsumer unpacked;
        private final SliceIndex index;
        private final RawFolders raw = new RawFolders();
        private final List<ZipArchive> archives = new ArrayList<>();
        private final Path top;
        private final Set<String> others;

        Scan(Place place, LongConsumer unpacked) throws IOException {
            this.place = place;
            this.unpacked = unpacked;
            this.index = new SliceIndex(place.layout());
            this.top = place.folder().toRealPath();
            this.others = place.folder().equals(place.root()) ? otherDataSets() : Set.of();
        }

        /** Generated images have the names of real ones: they are never taken for them. */
        private boolean isOther(String folder) {
            boolean generated = folder.startsWith("phantom") && !folder.equals(place.dataSetId());
            return others.contains(folder) || !others.isEmpty() && generated;
        }

        private Set<String> otherDataSets() {
            Set<String> ids = new HashSet<>();
            Locks.shipped().dataSets().forEach(lock -> ids.add(lock.id()));
            ids.remove(place.dataSetId());
            return ids;
        }

        IndexedSource source() {
            return new IndexedSource(top, place.layout(), index, raw, archives);
        }

        void folder(Path folder, int depth) throws IOException {
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
                    subfolder(path, depth);
                } else {
                    file(path, folders);
                }
            }
        }

        private void subfolder(Path path, int depth) throws IOException {
            if (place.layout() == Layout.COVIDX && RawFolders.isClassFolder(path)) {
                raw.add(path);
            } else if (depth + 1 < DEEPEST && !isForeign(path, depth)) {
                folder(path, depth + 1);
            }
        }

        /** When the root itself is searched, the folders of other data sets in it are not; the cache never is. */
        private boolean isForeign(Path path, int depth) throws IOException {
            boolean cache = Files.exists(place.cacheFolder()) && Files.isSameFile(path, place.cacheFolder());
            return cache || depth == 0 && isOther(path.getFileName().toString());
        }

        private void file(Path path, List<String> folders) throws IOException {
            String fileName = path.getFileName().toString();
            String container = fileName.replaceFirst("(?i)\\.(zip|tar\\.gz|tgz|tar)$", "");
            if (fileName.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                zip(path, path, container);
            } else if (TarArchive.matches(fileName)) {
                TarArchive.Copying copying = new TarArchive.Copying(place.layout(), place.cacheFolder(), unpacked);
                zip(TarArchive.zipCopy(path, index, container, copying), path, container);
            } else {
                index.add(EntryName.of(folders, fileName), "", SliceIndex.Kind.FILES, new LooseFile(path));
            }
        }

        private void zip(Path file, Path shown, String container) throws IOException {
            ZipArchive archive = ZipArchive.open(file, shown);
            archives.add(archive);
            archive.addTo(index, container);
        }
    }
}
