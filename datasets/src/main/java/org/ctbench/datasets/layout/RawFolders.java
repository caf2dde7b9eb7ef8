package org.ctbench.datasets.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.ctbench.splits.UserException;

/**
 * The raw download of CNCB-NCOV as folders {@code <class>/<patient>/<scan>/<slice>.*}. A scan is listed when one of its
 * slices is asked for: the download holds several times the slices that any split names.
 */
final class RawFolders {
    private final List<Path> classFolders = new ArrayList<>();
    private final Map<String, Map<String, Path>> scans = new ConcurrentHashMap<>();
    private final NotOpened notOpened;

    RawFolders(NotOpened notOpened) {
        this.notOpened = notOpened;
    }

    /** True for {@code CP}, {@code NCP} or {@code Normal} with a numbered folder in it. */
    static boolean isClassFolder(Path folder) throws IOException {
        if (!SliceKeys.isClass(folder.getFileName().toString())) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.anyMatch(p -> p.getFileName().toString().matches("\\d+") && Files.isDirectory(p));
        }
    }

    void add(Path classFolder) {
        classFolders.add(classFolder);
    }

    List<Path> folders() {
        return List.copyOf(classFolders);
    }

    Optional<SliceFile> find(String key) {
        String[] parts = key.split("_", -1);
        if (classFolders.isEmpty() || !SliceKeys.isRawKey(key)) {
            return Optional.empty();
        }
        String scan = parts[0] + "/" + parts[1] + "/" + parts[2];
        Path file = scans.computeIfAbsent(scan, this::list).get(parts[3]);
        return Optional.ofNullable(file).map(LooseFile::new);
    }

    private Map<String, Path> list(String scan) {
        String[] parts = scan.split("/");
        Map<String, Path> slices = new LinkedHashMap<>();
        for (Path classFolder : classFolders) {
            Path folder = classFolder.resolve(parts[1]).resolve(parts[2]);
            if (classFolder.getFileName().toString().equals(parts[0]) && Files.isDirectory(folder)) {
                listInto(slices, folder);
            }
        }
        return slices;
    }

    private void listInto(Map<String, Path> slices, Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path file : inside.sorted().toList()) {
                EntryName name = EntryName.of(List.of(), file.getFileName().toString());
                if (!name.isPicture() || !notOpened.isFile(file)) {
                    continue;
                }
                Path other = slices.putIfAbsent(name.stem(), file);
                if (other != null && !Files.isSameFile(file, other)) {
                    throw new UserException(
                            "one slice has two files: " + other + " and " + file,
                            folder.toString(),
                            "keep one of them");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
