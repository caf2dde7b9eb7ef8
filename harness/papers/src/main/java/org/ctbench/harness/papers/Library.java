package org.ctbench.harness.papers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.lists.SplitImporter;

/**
 * The data sets and papers that a command knows: those that ship inside, and those of a user's folder. In the folder, each
 * {@code *.yaml} is known by its {@code schema}: the lock of a data set, or a paper; others are left alone. Immutable.
 */
public final class Library {
    /** Folder in the folder of a run that keeps the user's locks and papers as they were. */
    public static final String KEPT = "locks";

    private final Optional<Path> folder;
    private final Locks locks;
    private final Locks own;
    private final Map<String, Path> papers;
    private final List<Path> files;

    private Library(Optional<Path> folder, Locks own, Map<String, Path> papers, List<Path> files) {
        this.folder = folder;
        this.own = own;
        this.locks = Locks.shipped().with(own.dataSets());
        this.papers = papers;
        this.files = List.copyOf(files);
    }

    /** What ships inside. */
    public static Library shipped() {
        return new Library(Optional.empty(), Locks.of(List.of()), Map.of(), List.of());
    }

    /**
     * What ships inside, and what a folder holds.
     *
     * @throws UserException if there is no such folder or no lock in it, a document is wrong, or two data sets or papers have
     *     one id
     */
    public static Library with(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UserException("no such folder", folder.toString(), "name the folder that holds the locks");
        }
        List<DataSetLock> own = new ArrayList<>();
        Map<String, Path> papers = new LinkedHashMap<>();
        List<Path> files = new ArrayList<>();
        for (Path file : documents(folder)) {
            Document document = Document.yaml(Documents.readText(file), file.toString());
            String schema = document.at("schema").asText();
            if (schema.startsWith("ctbench/data-set-lock/")) {
                DataSetLock lock = document.ofSchema(DataSetLock.SCHEMA).as(DataSetLock.class);
                requireNew(lock.id(), known(own).contains(lock.id()), file);
                own.add(lock);
                files.add(file);
            } else if (schema.startsWith("ctbench/paper/")) {
                Paper paper = PaperReader.read(document);
                boolean known = Papers.ids().contains(paper.id());
                requireNew(paper.id(), papers.put(paper.id(), file) != null || known, file);
                files.add(file);
            }
        }
        if (own.isEmpty()) {
            throw new UserException(
                    "no lock of a data set is here",
                    folder.toString(),
                    "name the folder that holds it, a YAML file with `schema: " + DataSetLock.SCHEMA + "`");
        }
        return new Library(Optional.of(folder), Locks.of(own), papers, files);
    }

    /** What a run knew: what ships inside, and what its folder keeps. */
    public static Library ofRun(Path run) throws IOException {
        Path kept = run.resolve(KEPT);
        return Files.isDirectory(kept) ? with(kept) : shipped();
    }

    private static List<Path> documents(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> known(List<DataSetLock> own) {
        return Stream.concat(Locks.shipped().dataSets().stream(), own.stream())
                .map(DataSetLock::id)
                .toList();
    }

    private static void requireNew(String id, boolean known, Path file) {
        if (known) {
            throw new UserException("'" + id + "' is known already", file.toString(), "give it another id");
        }
    }

    /** All locks: those that ship inside, then the user's. */
    public Locks locks() {
        return locks;
    }

    /** The user's locks. */
    public Locks own() {
        return own;
    }

    /** The user's folder, with the lists of its data sets at any depth. */
    public Optional<Path> folder() {
        return folder;
    }

    /** Imports the lists of the user's data sets into a data folder, unless all of them are there. */
    public void importInto(Path dataFolder) throws IOException {
        boolean complete = own.splits().stream().allMatch(lock -> Files.exists(Manifests.file(dataFolder, lock.id())));
        if (folder.isPresent() && !complete) {
            SplitImporter.importFrom(folder.get(), dataFolder, own);
        }
    }

    /** The user's paper of an id as a file; what else it names as it is. */
    public String place(String idOrFile) {
        return papers.containsKey(idOrFile) ? papers.get(idOrFile).toString() : idOrFile;
    }

    /** Copies the user's locks and papers into the folder of a run; what is no longer there is removed. */
    public void keep(Path run) throws IOException {
        Map<Path, byte[]> contents =
                new LinkedHashMap<>(); // read before they are removed: the folder may be the run's own
        for (Path file : files) {
            contents.put(file.getFileName(), Documents.readBytes(file));
        }
        Path kept = run.resolve(KEPT);
        if (Files.isDirectory(kept)) {
            AtomicFiles.deleteAll(kept);
        }
        for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
            AtomicFiles.write(kept.resolve(file.getKey()), file.getValue());
        }
    }
}
