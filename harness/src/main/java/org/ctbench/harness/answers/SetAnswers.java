package org.ctbench.harness.answers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.ctbench.harness.evidence.SealedAnswers;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.F1Weights;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.harness.statistics.Answers;
import org.ctbench.harness.statistics.Figure;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.UserException;

/**
 * One model of a run on one evaluation set.
 *
 * @param folder folder of the run
 * @param model id of the model
 * @param set the evaluation set
 * @param f1Weights fixed weights of F1
 * @param results results of the evaluation
 * @param split the split as the run read it
 * @param lock its lock, which knows whether names say whose the slices are
 */
public record SetAnswers(
        Path folder,
        String model,
        EvaluationSet set,
        F1Weights f1Weights,
        EvaluationResults results,
        SplitReference split,
        SplitLock lock) {
    public SetAnswers {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(f1Weights, "f1Weights");
        Objects.requireNonNull(results, "results");
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(lock, "lock");
    }

    /** Its predictions file. */
    public Path file() {
        FileReference reference = results.predictions();
        return folder.resolve(reference.file());
    }

    /** The bytes of its predictions file. */
    public byte[] bytes() throws IOException {
        return Files.readAllBytes(file());
    }

    /**
     * The answers.
     *
     * @throws UserException if the file is not the one of the results
     */
    public Answers answers() throws IOException {
        return SealedAnswers.read(bytes(), file(), results.predictions().digest(), lock);
    }

    /** Every figure of the evaluation. */
    public List<Figure> figures() {
        return Figure.all(results.confusion().classes(), f1Weights.byWeighting());
    }

    /** What a reader looks at first: weighted F1 as the plan weighs it in this set, accuracy, sensitivity of each class. */
    public List<Figure> mainFigures() {
        return figures().stream()
                .filter(figure -> figure.id().equals("accuracy")
                        || figure.id().equals(weightedF1())
                        || figure.id().startsWith("sensitivity/"))
                .toList();
    }

    /** Id of the weighted F1 that stands in the tables of this set. */
    public String weightedF1() {
        return Figure.id(set.weighting());
    }
}
