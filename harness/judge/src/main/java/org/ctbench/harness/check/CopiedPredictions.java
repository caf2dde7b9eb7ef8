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
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/**
 * The predictions and lesions of a baseline, in the folder {@code <baseline>.predictions} beside it, each named by its
 * digest.
 */
final class CopiedPredictions {
    private final Path baseline;

    CopiedPredictions(Path baseline) {
        this.baseline = baseline;
    }

    /** Copies the file of an evaluation and returns the path of the copy relative to the baseline. */
    String add(Evaluation evaluation) throws IOException {
        String kind = evaluation.above().isPresent() ? ".json" : ".csv";
        String name = folderName() + "/" + evaluation.file().digest().hex() + kind + ".gz";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(evaluation.bytes());
        }
        AtomicFiles.write(baseline.resolveSibling(name), packed.toByteArray());
        return name;
    }

    /** Deletes the copies that no evaluation of the baseline refers to any more. */
    void keep(Baseline document) throws IOException {
        Path folder = baseline.resolveSibling(folderName());
        Set<Path> kept = document.evaluations().stream()
                .flatMap(e -> e.trainings().stream())
                .flatMap(training -> training.copy().stream())
                .map(baseline::resolveSibling)
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                boolean copy = file.getFileName().toString().matches("[0-9a-f]{64}\\.(csv|json)\\.gz");
                if (copy && !kept.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * What a training of the baseline made of the slices; empty if the baseline has no copy, or the copy is not there.
     *
     * @param now an evaluation of the same model on the same set in the run that is checked
     * @throws UserException if the copy is damaged
     */
    Optional<Sample> sample(Baseline.Training pinned, Evaluation now) throws IOException {
        Optional<byte[]> bytes = bytes(pinned);
        return bytes.isEmpty()
                ? Optional.empty()
                : Optional.of(now.read(bytes.get(), path(pinned).orElseThrow(), pinned.predictions()));
    }

    /** The unpacked copy, unchecked; empty if the baseline has none, or it is not there. */
    Optional<byte[]> bytes(Baseline.Training pinned) throws IOException {
        Optional<Path> file = path(pinned).filter(Files::exists);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (GZIPInputStream gzip = new GZIPInputStream(Files.newInputStream(file.get()))) {
            return Optional.of(Documents.readBytes(gzip, file.get().toString()));
        } catch (ZipException | EOFException e) {
            throw new UserException(
                    "not a gzip file: " + e.getMessage(),
                    file.get().toString(),
                    "restore the file as ctbench wrote it",
                    e);
        }
    }

    /** Where the copy should be; empty if the baseline has none. */
    Optional<Path> path(Baseline.Training pinned) {
        return pinned.copy().map(baseline::resolveSibling);
    }

    private String folderName() {
        return baseline.getFileName() + ".predictions";
    }
}
