package org.ctbench.splits.lists;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.LockFile;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Turns published lists into manifests. Lists are recognised by their digest, whatever their names and folders. Nothing
 * is written unless every list that was found is exactly the published one and every derived split has the content that
 * its lock states.
 */
public final class SplitImporter {
    private static final String ASIDE = ".import-";

    private final Path to;
    private final Locks locks;
    private final Map<String, Path> lists;
    private final Map<String, Split> fresh = new LinkedHashMap<>();
    private final Map<String, Optional<Split>> present = new LinkedHashMap<>();
    private final List<ImportReport.Entry> entries = new ArrayList<>();

    private SplitImporter(Path to, Locks locks, Map<String, Path> lists) {
        this.to = to;
        this.locks = locks;
        this.lists = lists;
    }

    /**
     * Imports the lists that lie in a folder.
     *
     * @param from folder with lists, at any depth
     * @param to data folder that gets the manifests; those already there serve where a list is missing
     * @throws UserException if no list is found, or a file with the name of a list differs from the published one; it
     *     says in which lines. Nothing is written then.
     */
    public static ImportReport importFrom(Path from, Path to, Locks locks) throws IOException {
        ListFinder.Found found = ListFinder.find(from, locks.splits());
        if (!found.wrong().isEmpty()) {
            throw explanation(found.wrong(), locks);
        }
        if (found.lists().isEmpty()) {
            String names = locks.splits().stream()
                    .flatMap(split -> split.list().stream())
                    .map(ListLock::file)
                    .distinct()
                    .collect(Collectors.joining(", "));
            throw new UserException(
                    "none of the lists is here: expected one or more of " + names
                            + found.others().stream().map(seen -> "\n" + seen).collect(Collectors.joining()),
                    from.toString(),
                    "name the folder that holds them, or run `ctbench splits fetch --to " + to + "`");
        }
        return new SplitImporter(to, locks, found.lists()).run();
    }

    private static UserException explanation(Map<Path, SplitLock> wrong, Locks locks) throws IOException {
        List<UserException> all = new ArrayList<>();
        for (Map.Entry<Path, SplitLock> file : wrong.entrySet()) {
            all.add(ListInspector.explain(
                    file.getKey(), locks.dataSet(file.getValue().dataSet()), file.getValue()));
        }
        if (all.size() == 1) {
            return all.get(0);
        }
        String problem = all.stream().map(UserException::problem).collect(Collectors.joining("\n"));
        return new UserException(
                all.size() + " files are not the lists that they should be\n" + problem,
                all.get(0).where(),
                all.get(0).fix());
    }

    private ImportReport run() throws IOException {
        for (DataSetLock dataSet : locks.dataSets()) {
            boolean found = dataSet.splits().stream().anyMatch(split -> lists.containsKey(split.id()));
            if (found || dataSet.kind() == DataSetLock.Kind.PUBLISHED) { // nobody misses what was not generated
                for (SplitLock lock : dataSet.splits()) {
                    entries.add(resolve(lock));
                }
            }
        }
        write();
        return new ImportReport(ImportReport.SCHEMA, entries);
    }

    private ImportReport.Entry resolve(SplitLock lock) throws IOException {
        if (lock.list().isPresent() && !lists.containsKey(lock.id())) {
            return presentOr(
                    lock, "no file with the content of " + lock.list().get().file());
        }
        for (String needed : needs(lock)) {
            if (split(needed).isEmpty()) {
                return presentOr(lock, "needs " + needed);
            }
        }
        Split split = lock.list().isPresent() ? fromList(lock) : derived(lock);
        Sha256 digest = Manifests.digest(split);
        if (!digest.equals(lock.manifest())) {
            throw new UserException(
                    "the lock of " + lock.id() + " contradicts itself: its rule gives a manifest with sha256 " + digest
                            + ", it states " + lock.manifest(),
                    "lock of " + lock.dataSet(),
                    "make the lock again from the lists");
        }
        fresh.put(lock.id(), split);
        return lock.list().isPresent()
                ? new ImportReport.Entry(
                        lock.id(),
                        ImportReport.State.IMPORTED,
                        lists.get(lock.id()).toString())
                : new ImportReport.Entry(
                        lock.id(),
                        ImportReport.State.DERIVED,
                        lock.difference().orElseThrow().of() + " without "
                                + lock.difference().orElseThrow().minus());
    }

    private ImportReport.Entry presentOr(SplitLock lock, String missing) throws IOException {
        return split(lock.id()).isPresent()
                ? new ImportReport.Entry(lock.id(), ImportReport.State.PRESENT, "imported before")
                : new ImportReport.Entry(lock.id(), ImportReport.State.MISSING, missing);
    }

    private static List<String> needs(SplitLock lock) {
        List<String> needs = new ArrayList<>(lock.within().stream().toList());
        lock.difference().ifPresent(difference -> needs.add(difference.minus()));
        return needs;
    }

    private Split fromList(SplitLock lock) throws IOException {
        Path file = lists.get(lock.id());
        ListLock list = lock.list().orElseThrow();
        List<Slice> slices = ListReader.read(
                file, Documents.readBytes(file), list.format(), SliceParser.of(locks.dataSet(lock.dataSet())));
        return list.within().isPresent()
                ? SplitRules.rowsOf(split(list.within().get()).orElseThrow(), lock.id(), slices, file)
                : Manifests.canonical(lock.id(), slices);
    }

    private Split derived(SplitLock lock) throws IOException {
        SplitLock.Difference rule = lock.difference().orElseThrow();
        return SplitRules.difference(
                lock.id(), split(rule.of()).orElseThrow(), split(rule.minus()).orElseThrow());
    }

    /** A split of this import or, failing that, one whose manifest is there already and fits its lock. */
    private Optional<Split> split(String id) throws IOException {
        if (fresh.containsKey(id)) {
            return Optional.of(fresh.get(id));
        }
        if (!present.containsKey(id)) {
            present.put(id, isThere(id) ? Optional.of(Manifests.read(to, locks.split(id))) : Optional.empty());
        }
        return present.get(id);
    }

    /** Whether the manifest of a split is in its place and fits its lock. */
    private boolean isThere(String id) throws IOException {
        Path file = Manifests.file(to, id);
        return Files.isRegularFile(file)
                && Sha256.of(file).equals(locks.split(id).manifest());
    }

    /** Writes what does not exist yet; a folder that has everything may be one in which nothing can be written. */
    @SuppressWarnings("try") // the lock is taken to be held
    private void write() throws IOException {
        Path splits = to.resolve(Manifests.FOLDER);
        boolean complete = true;
        for (String id : fresh.keySet()) {
            complete &= isThere(id);
        }
        if (complete && (leftovers(splits).isEmpty() || !Files.isWritable(splits))) {
            return;
        }
        try (LockFile lock = LockFile.ofDataFolder(to, () -> {})) {
            for (Path leftover : leftovers(splits)) {
                AtomicFiles.deleteAll(leftover);
            }
            Files.createDirectories(splits);
            Path aside = Files.createTempDirectory(splits, ASIDE);
            try {
                write(aside);
            } finally {
                AtomicFiles.deleteAll(aside);
            }
        }
    }

    /** Writes all manifests aside before the first one takes its place, so that a full disk changes nothing. */
    private void write(Path aside) throws IOException {
        List<Split> missing = new ArrayList<>();
        for (Split split : fresh.values()) {
            if (!isThere(split.id())) { // another process may have been faster
                Manifests.write(aside, split);
                missing.add(split);
            }
        }
        for (Split split : missing) {
            Path target = Manifests.file(to, split.id());
            Files.createDirectories(target.getParent());
            AtomicFiles.moveInto(Manifests.file(aside, split.id()), target);
        }
    }

    /** What killed processes left, if no other process has the lock. */
    private static List<Path> leftovers(Path splits) throws IOException {
        if (!Files.isDirectory(splits)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(splits)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(ASIDE))
                    .toList();
        }
    }
}
