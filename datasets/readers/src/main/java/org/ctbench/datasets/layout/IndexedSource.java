package org.ctbench.datasets.layout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.ctbench.splits.Slice;

/** The images below one folder: loose files first, then raw folders, then archives. */
final class IndexedSource implements SliceSource {
    private final String title;
    private final Path folder;
    private final SliceIndex index;
    private final RawFolders raw;
    private final List<ZipArchive> archives;
    private final NotOpened notOpened;

    IndexedSource(
            String title,
            Path folder,
            SliceIndex index,
            RawFolders raw,
            List<ZipArchive> archives,
            NotOpened notOpened) {
        this.title = title;
        this.folder = folder;
        this.index = index;
        this.raw = raw;
        this.archives = List.copyOf(archives);
        this.notOpened = notOpened;
    }

    @Override
    public Optional<SliceFile> find(Slice slice) {
        String key = index.keys().ofSlice(slice.id());
        if (index.hasImageFile(key)) {
            return index.image(key);
        }
        return raw.find(key).or(() -> index.image(key));
    }

    @Override
    public Optional<SliceFile> findMask(Slice slice) {
        return index.mask(index.keys().ofSlice(slice.id()));
    }

    @Override
    public List<String> passedOver() {
        return index.passedOver();
    }

    @Override
    public boolean isEmpty() {
        return index.isEmpty() && raw.folders().isEmpty();
    }

    @Override
    public String describe() {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<SliceIndex.Kind, Integer> kind : index.imagesByKind().entrySet()) {
            parts.add(String.format(
                    Locale.ROOT, "%,d %s", kind.getValue(), kind.getKey().title()));
        }
        raw.folders().forEach(f -> parts.add("raw folder " + folder.relativize(f)));
        if (index.keys().hasMasks()) {
            parts.add(String.format(Locale.ROOT, "%,d masks", index.masks()));
        }
        if (!passedOver().isEmpty()) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%,d files that are neither image nor mask",
                    passedOver().size()));
        }
        if (index.leftOut() > 0) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%,d archive entries left out (links, names that point outside, too large)",
                    index.leftOut()));
        }
        return title + " in " + folder + ": " + String.join(", ", parts);
    }

    @Override
    public String notOpenedText() {
        return notOpened.text();
    }

    @Override
    public SortedMap<Path, String> notOpened() {
        return notOpened.reasons();
    }

    @Override
    public List<Path> archives() {
        return archives.stream().map(ZipArchive::path).toList();
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (ZipArchive archive : archives) {
            try {
                archive.close();
            } catch (IOException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
