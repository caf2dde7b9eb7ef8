package org.ctbench.harness.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;

/** One training of a model on one set: what it made of every slice lies in a file of the run, which is read when it is asked for. */
public sealed interface Evaluation permits SetEvaluation, LesionEvaluation {
    /** The training. */
    TrainedModel model();

    /** Id of the evaluation set; {@value LesionEvaluation#SET} for lesions. */
    String set();

    /** Id of the split. */
    String split();

    /** The file that holds what the model made of every slice. */
    FileReference file();

    /** The score above which detections count; empty for a classification. */
    Optional<Float> above();

    /** The values that every report shows. */
    List<? extends AppliedMetric> metrics();

    /** What a reader looks at first. */
    List<? extends AppliedMetric> mainMetrics();

    /** The one value that stands for all. */
    AppliedMetric standardMetric();

    /**
     * What a file that follows from this split says.
     *
     * @param bytes of this file, or of another one of an evaluation on the same split
     * @param name what stands for the file in messages
     * @param digest of the file
     * @throws org.ctbench.splits.documents.UserException if the bytes have another digest or are no such file
     */
    Sample read(byte[] bytes, Path name, Sha256 digest);

    /**
     * Every number of a file that follows from this split, slice by slice in its order, each in words with all of its digits:
     * two files say the same of a slice if and only if its words are the same.
     *
     * @param bytes as of {@link #read}
     * @param name as of {@link #read}
     * @param digest as of {@link #read}
     * @throws org.ctbench.splits.documents.UserException as {@link #read} does
     */
    Map<String, List<String>> words(byte[] bytes, Path name, Sha256 digest);

    /** The split as the run read it. */
    default SplitReference images() {
        return model().run().images(split()).orElseThrow();
    }

    /** Where the file is. */
    default Path path() {
        return model().run().folder().resolve(file().file());
    }

    /**
     * The bytes of the file.
     *
     * @throws org.ctbench.splits.documents.UserException if the file is missing, or not the one of the results
     */
    default byte[] bytes() throws IOException {
        return Documents.readBytes(file().verified(model().run().folder()));
    }

    /**
     * What the model made of every slice.
     *
     * @throws org.ctbench.splits.documents.UserException if the file is missing, or not the one of the results
     */
    default Sample sample() throws IOException {
        return read(bytes(), path(), file().digest());
    }

    /** A value by its id, if there is that value; not only of those that every report shows. */
    default Optional<AppliedMetric> metric(String id) {
        return metrics().stream()
                .filter(metric -> metric.id().equals(id))
                .map(AppliedMetric.class::cast)
                .findFirst();
    }
}
