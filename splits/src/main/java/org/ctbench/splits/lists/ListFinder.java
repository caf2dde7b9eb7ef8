package org.ctbench.splits.lists;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.Sha256;

/**
 * Finds lists in a folder and all folders below it, by digest. Only files that have the length or the name of a list are
 * read, so that a folder full of images costs no more than its listing.
 */
final class ListFinder {
    private final List<SplitLock> wanted;
    private final Map<Path, Long> candidates = new TreeMap<>();

    private ListFinder(List<SplitLock> wanted) {
        this.wanted = wanted;
    }

    /**
     * What was found.
     *
     * @param lists file of the list by id of the split
     * @param wrong file that has the name of a split's list but the digest of none, with that split; only if no
     *     list of that name was found
     */
    record Found(Map<String, Path> lists, Map<Path, SplitLock> wrong) {}

    /** @throws UserException if {@code from} is missing or a folder in it cannot be read */
    static Found find(Path from, List<SplitLock> splits) throws IOException {
        if (!Files.exists(from)) {
            throw new UserException("no such folder", from.toString(), "check the path after --from");
        }
        ListFinder finder =
                new ListFinder(splits.stream().filter(s -> s.list().isPresent()).toList());
        finder.walk(from);
        return finder.match();
    }

    private void walk(Path from) throws IOException {
        Set<Long> lengths = wanted.stream().map(s -> list(s).bytes()).collect(Collectors.toSet());
        Set<String> names = wanted.stream().map(s -> list(s).file()).collect(Collectors.toSet());
        Files.walkFileTree(
                from, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        boolean named = names.contains(file.getFileName().toString());
                        if (attributes.isRegularFile() && (named || lengths.contains(attributes.size()))) {
                            candidates.put(file, attributes.size());
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        throw new UserException(
                                "cannot be read: " + e,
                                file.toString(),
                                "give access to it, or name a folder without it",
                                e);
                    }
                });
    }

    private Found match() throws IOException {
        Map<String, Path> lists = new LinkedHashMap<>();
        Map<Sha256, Path> files = new HashMap<>();
        Set<Path> unknown = new HashSet<>();
        Set<Sha256> known = wanted.stream().map(s -> list(s).sha256()).collect(Collectors.toSet());
        for (Path file : candidates.keySet()) {
            Sha256 digest = Sha256.of(file);
            files.putIfAbsent(digest, file);
            if (!known.contains(digest)) {
                unknown.add(file);
            }
        }
        for (SplitLock split : wanted) {
            Path file = files.get(list(split).sha256());
            if (file != null) {
                lists.put(split.id(), file);
            }
        }
        return new Found(lists, wrong(unknown, lists.keySet()));
    }

    /**
     * Files of a wanted name with the content of no list. A name that a list was found under, by whatever file, is no
     * longer wanted; of several lists of one name a published one explains the file, then the nearest in length.
     */
    private Map<Path, SplitLock> wrong(Set<Path> unknown, Set<String> found) {
        Set<String> done = wanted.stream()
                .filter(split -> found.contains(split.id()))
                .map(split -> list(split).file())
                .collect(Collectors.toSet());
        Map<Path, SplitLock> wrong = new TreeMap<>();
        for (Path file : unknown) {
            String name = file.getFileName().toString();
            wanted.stream()
                    .filter(split -> list(split).file().equals(name) && !done.contains(name))
                    .min(Comparator.comparing(
                                    (SplitLock split) -> list(split).published().isEmpty())
                            .thenComparing(split -> Math.abs(list(split).bytes() - candidates.get(file))))
                    .ifPresent(split -> wrong.put(file, split));
        }
        return wrong;
    }

    private static ListLock list(SplitLock split) {
        return split.list().orElseThrow();
    }
}
