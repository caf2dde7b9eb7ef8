package org.ctbench.harness.evidence;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.statistics.Answers;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.Sha256;
import org.ctbench.splits.lists.SliceNames;

/** Answers in predictions files that a digest pins. */
public final class SealedAnswers {
    private SealedAnswers() {}

    /**
     * Answers from the bytes of a predictions file, with the patients that the names of its slices tell; without patients if
     * one does not.
     *
     * @param file what stands for the file in messages
     * @param digest of the file
     * @param lock of the split
     * @throws UserException if the bytes have another digest or are no predictions
     */
    public static Answers read(byte[] bytes, Path file, Sha256 digest, SplitLock lock) {
        Predictions predictions = PredictionFile.readSealed(bytes, file, digest);
        List<Prediction> rows = predictions.rows();
        Answers answers = Answers.of(
                predictions.classes(),
                rows.stream().mapToInt(Prediction::label).toArray(),
                rows.stream().mapToInt(Prediction::predicted).toArray());
        List<String> patients = rows.stream()
                .map(row -> SliceNames.patient(lock, row.image()))
                .flatMap(Optional::stream)
                .toList();
        return patients.size() == rows.size() ? answers.ofPatients(patients) : answers;
    }
}
