package org.ctbench.harness.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ctbench.harness.compare.NumbersDigest;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.papers.PaperFiles;
import org.ctbench.harness.papers.Papers;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** Seals a run into one file. */
public final class Bundle {
    /** Folder of the run in the crate. */
    static final String RUN = "run";

    /** Folder of the report in the crate. */
    static final String REPORT = "report";

    /** Digest of every file, as {@code sha256sum -c} reads it. */
    static final String SUMS = "SHA256SUMS";

    /** The paper that the run is compared with. */
    static final String PAPER = "paper.yaml";

    /** Cells of the paper that the user filled in. */
    static final String OVERLAY = "published.yaml";

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Bundle() {}

    /** A bundle whose files lie in a folder as long as they are needed. */
    public static final class Unpacked implements AutoCloseable {
        private final WorkFolder work;

        private Unpacked(WorkFolder work) {
            this.work = work;
        }

        /** Folder of its run. */
        public Path run() {
            return work.resolve("crate").resolve(RUN);
        }

        @Override
        public void close() throws IOException {
            work.close();
        }
    }

    /**
     * Unpacks a bundle; `ctbench replay` tells whether it was changed.
     *
     * @param cache folder in which the files lie
     * @throws UserException if it is not a zip file, damaged, cut off or too large, or has a file outside of itself
     */
    public static Unpacked unpack(Path file, Path cache) throws IOException {
        WorkFolder work = WorkFolder.open(cache);
        try {
            Unpacking.unpack(file, work.resolve("crate"));
            return new Unpacked(work);
        } catch (IOException | RuntimeException e) {
            work.close();
            throw e;
        }
    }

    /**
     * Writes a bundle.
     *
     * @param overlay cells of the paper that the user filled in
     * @param terms for its metadata
     * @param cache folder in which the files of the bundle lie before they are packed
     * @return digest of the file: whoever has it knows that no byte was changed
     * @throws UserException if the folder holds no finished run, a file of it was changed, or {@code file} is a folder
     */
    public static Sha256 write(Path runFolder, Path file, Optional<Path> overlay, Terms terms, Path cache)
            throws IOException {
        if (Files.isDirectory(file)) {
            throw new UserException(
                    "a folder where a file is needed",
                    file.toString(),
                    "name the file, as in --out "
                            + file.resolve(
                                    runFolder.toAbsolutePath().normalize().getFileName() + ".crate.zip"));
        }
        RunEvidence run = RunEvidence.read(runFolder);
        try (WorkFolder work = WorkFolder.open(cache)) {
            Path crate = work.resolve("crate");
            SealedRun.copy(run, crate.resolve(RUN));
            if (run.plan().published().isPresent()) {
                String paper =
                        Papers.text(run.library().place(run.plan().published().get()));
                AtomicFiles.write(crate.resolve(PAPER), paper.getBytes(StandardCharsets.UTF_8));
            }
            if (overlay.isPresent()) {
                AtomicFiles.write(crate.resolve(OVERLAY), Documents.readBytes(overlay.get()));
            }
            for (Map.Entry<String, byte[]> part : report(crate).entrySet()) {
                AtomicFiles.write(crate.resolve(REPORT).resolve(part.getKey()), part.getValue());
            }
            AtomicFiles.write(crate.resolve(CrateMetadata.NAME), CrateMetadata.of(run, files(crate), terms));
            AtomicFiles.write(crate.resolve(SUMS), sums(files(crate)));
            AtomicFiles.write(file, out -> zip(files(crate), out));
            return Sha256.of(file);
        }
    }

    /** The report of the run of an unpacked bundle. */
    static Map<String, byte[]> report(Path unpacked) throws IOException {
        return RunReport.render(List.of(unpacked.resolve(RUN)), papers(unpacked))
                .files();
    }

    /** The digest of all numbers of the run of an unpacked bundle. */
    static NumbersDigest numbers(Path unpacked) throws IOException {
        return RunReport.numbers(unpacked.resolve(RUN), papers(unpacked));
    }

    /** What the metadata and the list of digests of an unpacked bundle have that does not follow from its other files. */
    static List<String> otherMetadata(Path unpacked, RunEvidence run) throws IOException {
        SortedMap<String, Path> files = files(unpacked);
        files.remove(SUMS);
        String sums = sums(files);
        Path metadata = files.remove(CrateMetadata.NAME);
        String sealed = Documents.readText(metadata);
        List<String> other = new ArrayList<>();
        if (!sealed.equals(CrateMetadata.of(run, files, CrateMetadata.terms(sealed, metadata)))) {
            other.add(CrateMetadata.NAME + " does not follow from the run");
        }
        if (!Documents.readText(unpacked.resolve(SUMS)).equals(sums)) {
            other.add(SUMS + " has more than the digests of the files");
        }
        return other;
    }

    private static PaperFiles papers(Path unpacked) {
        return new PaperFiles(ifThere(unpacked.resolve(PAPER)), ifThere(unpacked.resolve(OVERLAY)), Optional.empty());
    }

    private static Optional<Path> ifThere(Path file) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    /** All files below a folder, by their path relative to it, with {@code /}. */
    private static SortedMap<String, Path> files(Path folder) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(
                            path -> files.put(folder.relativize(path).toString().replace('\\', '/'), path));
        }
        return files;
    }

    private static String sums(Map<String, Path> files) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            lines.append(Sha256.of(file.getValue()))
                    .append("  ")
                    .append(file.getKey())
                    .append('\n');
        }
        return lines.toString();
    }

    private static void zip(Map<String, Path> files, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            ZipEntry entry = new ZipEntry(file.getKey());
            entry.setTimeLocal(NO_TIME);
            zip.putNextEntry(entry);
            Files.copy(file.getValue(), zip);
        }
        zip.finish();
    }
}
