package org.ctbench.harness.check;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.ctbench.harness.evidence.SealedAnswers;
import org.ctbench.harness.statistics.Answers;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.AtomicFiles;
import org.ctbench.splits.files.Sha256;

/** The predictions of a baseline, in the folder {@code <baseline>.predictions} beside it, each named by its digest. */
final class CopiedPredictions {
    private static final String SUFFIX = ".csv.gz";

    private final Path baseline;

    CopiedPredictions(Path baseline) {
        this.baseline = baseline;
    }

    /** Copies a predictions file and returns the path of the copy relative to the baseline. */
    String add(byte[] bytes, Sha256 digest) throws IOException {
        String name = folderName() + "/" + digest.hex() + SUFFIX;
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        AtomicFiles.write(baseline.resolveSibling(name), packed.toByteArray());
        return name;
    }

    /** Deletes the copies that no evaluation of the baseline refers to any more. */
    void keep(Baseline document) throws IOException {
        Path folder = baseline.resolveSibling(folderName());
        Set<String> kept = document.evaluations().stream()
                .map(e -> e.predictions().hex() + SUFFIX)
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches("[0-9a-f]{64}\\.csv\\.gz") && !kept.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * Answers of an evaluation of the baseline; empty if it has no copy, or the copy is not there.
     *
     * @throws UserException if the copy is damaged
     */
    Optional<Answers> answers(Baseline.Evaluation evaluation, SplitLock lock) throws IOException {
        if (evaluation.copy().isEmpty()) {
            return Optional.empty();
        }
        Path file = baseline.resolveSibling(evaluation.copy().get());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (GZIPInputStream gzip = new GZIPInputStream(Files.newInputStream(file))) {
            return Optional.of(SealedAnswers.read(gzip.readAllBytes(), file, evaluation.predictions(), lock));
        } catch (ZipException | EOFException e) {
            throw new UserException(
                    "not a gzip file: " + e.getMessage(), file.toString(), "restore the file as ctbench wrote it", e);
        }
    }

    private String folderName() {
        return baseline.getFileName() + ".predictions";
    }
}
