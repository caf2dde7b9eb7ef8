package org.ctbench.splits.lists;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.FileKind;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Finds lists in a folder and all folders below it, by digest. Only files that have the length or the name of a list are
 * read, so that a folder full of images costs no more than its listing.
 */
final class ListFinder {
    private final List<SplitLock> wanted;
    private final Map<Path, Long> candidates = new TreeMap<>();
    private final Set<Path> texts = new TreeSet<>();
    private final Set<Path> nowhere = new TreeSet<>();

    private ListFinder(List<SplitLock> wanted) {
        this.wanted = wanted;
    }

    /**
     * What was found.
     *
     * @param lists file of the list by id of the split
     * @param wrong file that has the name of a split's list but the digest of none, with that split; only if no
     *     list of that name was found; or that is a split's list in another encoding or with other line ends, whatever its
     *     name
     * @param others what else was seen that looks like a list, as lines for people; only if no list was found
     */
    record Found(Map<String, Path> lists, Map<Path, SplitLock> wrong, List<String> others) {}

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
        Set<Long> lengths =
                wanted.stream().flatMap(s -> lengths(list(s)).boxed()).collect(Collectors.toSet());
        Set<String> names = wanted.stream().map(s -> list(s).file()).collect(Collectors.toSet());
        Files.walkFileTree(
                from, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        boolean named = names.contains(file.getFileName().toString());
                        if (attributes.isRegularFile() && (named || lengths.contains(attributes.size()))) {
                            candidates.put(file, attributes.size());
                        } else if (attributes.isRegularFile() && mayBeList(file, attributes.size())) {
                            texts.add(file);
                        } else if (attributes.isSymbolicLink() && named) {
                            nowhere.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        if (e instanceof FileSystemLoopException) {
                            return FileVisitResult.CONTINUE; // the folder that the link leads back to is being walked
                        }
                        throw new UserException(
                                "cannot be read: " + e,
                                file.toString(),
                                "give access to it, or name a folder without it",
                                e);
                    }
                });
    }

    /** Lengths of a list as published, with CRLF, with a byte order mark, and in UTF-16. */
    private static LongStream lengths(ListLock list) {
        return LongStream.of(list.bytes(), list.bytes() + list.lines())
                .flatMap(n -> LongStream.of(n, n + 3, 2 * n, 2 * n + 2));
    }

    private static boolean mayBeList(Path file, long length) {
        return length <= ListInspector.LONGEST
                && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".txt");
    }

    private Found match() throws IOException {
        Map<String, Path> lists = new LinkedHashMap<>();
        Map<Sha256, Path> files = new HashMap<>();
        Set<Path> unknown = new HashSet<>();
        Set<Sha256> known = wanted.stream().map(s -> list(s).sha256()).collect(Collectors.toSet());
        for (Path file : candidates.keySet()) {
            Sha256 digest = Sha256.of(file);
            files.putIfAbsent(digest, file);
            if (!known.contains(digest) && !Manifests.isManifest(file)) { // a data folder may lie among the lists
                unknown.add(file);
            }
        }
        for (SplitLock split : wanted) {
            Path file = files.get(list(split).sha256());
            if (file != null) {
                lists.put(split.id(), file);
            }
        }
        Map<Path, SplitLock> wrong = wrong(unknown, lists.keySet());
        return new Found(lists, wrong, lists.isEmpty() && wrong.isEmpty() ? others() : List.of());
    }

    /** What the text files are in which a user may have taken the lists to be. */
    private List<String> others() throws IOException {
        SortedMap<String, List<String>> names = new TreeMap<>();
        for (Path file : texts) {
            String name = file.getFileName().toString();
            byte[] content = Files.readAllBytes(file);
            Optional<String> dataSet = OtherLists.dataSet(name, ListReader.lines(ListInspector.plain(content)));
            Optional<String> what = dataSet.map(d -> "lists of " + OtherLists.wrong(d))
                    .or(() -> FileKind.of(content).map(kind -> "no list but " + kind.title()));
            what.ifPresent(
                    w -> names.computeIfAbsent(w, key -> new ArrayList<>()).add(name));
        }
        nowhere.forEach(file -> names.computeIfAbsent("a link that leads nowhere", key -> new ArrayList<>())
                .add(file.getFileName().toString()));
        return names.entrySet().stream()
                .map(e -> String.join(", ", e.getValue()) + ": " + e.getKey())
                .toList();
    }

    /**
     * Files of a wanted name with the content of no list. A name that a list was found under, by whatever file, is no
     * longer wanted; of several lists of one name a published one explains the file, then the nearest in length.
     */
    private Map<Path, SplitLock> wrong(Set<Path> unknown, Set<String> found) throws IOException {
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
            if (candidates.get(file) > ListInspector.LONGEST) {
                continue;
            }
            Sha256 plain = Sha256.of(ListInspector.plain(Files.readAllBytes(file)));
            wanted.stream()
                    .filter(split -> list(split).sha256().equals(plain) && !found.contains(split.id()))
                    .forEach(split -> wrong.put(file, split));
        }
        return wrong;
    }

    private static ListLock list(SplitLock split) {
        return split.list().orElseThrow();
    }
}
