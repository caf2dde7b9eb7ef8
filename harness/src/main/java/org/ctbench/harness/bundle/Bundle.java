package org.ctbench.harness.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.papers.PaperFiles;
import org.ctbench.harness.papers.Papers;
import org.ctbench.splits.files.AtomicFiles;
import org.ctbench.splits.files.Sha256;

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

    /**
     * Writes a bundle.
     *
     * @param overlay cells of the paper that the user filled in
     * @param date day of publication
     * @param licence address of a licence for the bundle, or words
     * @return digest of the file: whoever has it knows that no byte was changed
     * @throws org.ctbench.splits.UserException if the folder holds no finished run, or a file of it was changed
     */
    public static Sha256 write(Path runFolder, Path file, Optional<Path> overlay, LocalDate date, String licence)
            throws IOException {
        RunEvidence run = RunEvidence.read(runFolder);
        Path work = Files.createTempDirectory("ctbench-bundle");
        try {
            SealedRun.copy(run, work.resolve(RUN));
            if (run.plan().published().isPresent()) {
                String paper = Papers.text(run.plan().published().get());
                AtomicFiles.write(work.resolve(PAPER), paper.getBytes(StandardCharsets.UTF_8));
            }
            if (overlay.isPresent()) {
                AtomicFiles.write(work.resolve(OVERLAY), Files.readAllBytes(overlay.get()));
            }
            Map<String, byte[]> files = new TreeMap<>();
            report(work).forEach((name, bytes) -> files.put(REPORT + "/" + name, bytes));
            files.putAll(files(work));
            files.put(CrateMetadata.NAME, CrateMetadata.of(run, files, date, licence));
            files.put(SUMS, sums(files));
            byte[] zip = zip(files);
            AtomicFiles.write(file, zip);
            return Sha256.of(zip);
        } finally {
            delete(work);
        }
    }

    /** The report of the run of an unpacked bundle. */
    static Map<String, byte[]> report(Path unpacked) throws IOException {
        PaperFiles papers = new PaperFiles(ifThere(unpacked.resolve(PAPER)), ifThere(unpacked.resolve(OVERLAY)));
        return RunReport.render(List.of(unpacked.resolve(RUN)), papers).files();
    }

    private static Optional<Path> ifThere(Path file) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    /** All files below a folder, by their path relative to it. */
    static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }

    /** Removes a folder of ours. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static byte[] sums(Map<String, byte[]> files) {
        StringBuilder lines = new StringBuilder();
        files.forEach((name, bytes) ->
                lines.append(Sha256.of(bytes).hex()).append("  ").append(name).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
