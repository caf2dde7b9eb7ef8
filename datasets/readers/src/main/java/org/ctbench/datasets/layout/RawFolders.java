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
import org.ctbench.splits.documents.UserException;

/**
 * The raw download of CNCB-NCOV as folders {@code <class>/<patient>/<scan>/<slice>.*}. A scan is listed when one of its
 * slices is asked for: the download holds several times the slices that any split names.
 */
final class RawFolders {
    private final List<Path> classFolders = new ArrayList<>();
    private final Map<List<String>, Map<String, Path>> scans = new ConcurrentHashMap<>();
    private final FileKeys keys;
    private final NotOpened notOpened;

    RawFolders(FileKeys keys, NotOpened notOpened) {
        this.keys = keys;
        this.notOpened = notOpened;
    }

    /** True for a folder that is called like a class and has a numbered folder in it. */
    boolean isClassFolder(Path folder) throws IOException {
        if (!keys.isClass(folder.getFileName().toString())) {
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
        List<String> parts = keys.parts(key);
        boolean inside = parts.stream().noneMatch(part -> part.isEmpty() || part.startsWith("."));
        if (classFolders.isEmpty() || parts.size() < 2 || !inside || !keys.isKey(key)) {
            return Optional.empty();
        }
        List<String> scan = parts.subList(0, parts.size() - 1);
        Path file = scans.computeIfAbsent(scan, this::list).get(parts.get(parts.size() - 1));
        return Optional.ofNullable(file).map(LooseFile::new);
    }

    private Map<String, Path> list(List<String> scan) {
        Map<String, Path> slices = new LinkedHashMap<>();
        for (Path classFolder : classFolders) {
            Path folder = classFolder;
            for (String part : scan.subList(1, scan.size())) {
                folder = folder.resolve(part);
            }
            if (classFolder.getFileName().toString().equals(scan.get(0)) && Files.isDirectory(folder)) {
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
