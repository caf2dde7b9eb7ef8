package org.ctbench.harness.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Seeds;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.LesionFile;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.statistics.Answers;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.files.Documents;
import org.ctbench.splits.lists.SliceNames;

/**
 * One training of a model, with what came of it.
 *
 * @param row id of the model without its seed: what published tables call a row
 * @param heading name of the model without its seed
 * @param seeds seeds that it was trained with
 * @param run the run that it is from
 * @param results what the run says of it
 */
public record TrainedModel(String row, String heading, Seeds seeds, RunEvidence run, ModelResults results) {
    /** The training of an item of the run's grid. */
    static TrainedModel of(RunEvidence run, ModelResults results) {
        ModelItem item = results.item();
        Optional<ModelItem> base = run.plan().models().stream()
                .filter(model -> run.plan().seeds().stream()
                        .flatMap(List::stream)
                        .anyMatch(seed -> model.idOfSeed(seed).equals(item.id())))
                .findFirst();
        ModelItem model = base.orElse(item);
        return new TrainedModel(
                model.id(), model.heading(), run.plan().protocolOf(item).seeds(), run, results);
    }

    /** Its results on an evaluation set, if it was evaluated there. */
    public Optional<EvaluationResults> on(String set) {
        return results.evaluations().stream().filter(e -> e.id().equals(set)).findFirst();
    }

    /**
     * What it said of every slice of a set.
     *
     * @throws org.ctbench.splits.UserException if the file is missing or was changed
     */
    public Predictions predictions(EvaluationResults set) throws IOException {
        Path file = run.folder().resolve(set.predictions().file());
        return PredictionFile.readSealed(
                Files.readAllBytes(file), file, set.predictions().digest());
    }

    /** The same as labels, with the patient of each slice where the split knows its patients. */
    public Answers answers(EvaluationResults set) throws IOException {
        Path file = run.folder().resolve(set.predictions().file());
        return SealedAnswers.read(
                Files.readAllBytes(file), file, set.predictions().digest(), run.lock(set.split()));
    }

    /** Patient of each slice; empty if one is unknown. */
    public Optional<List<String>> patients(String split, List<String> slices) {
        SplitLock lock = run.lock(split);
        List<String> patients = new ArrayList<>();
        for (String slice : slices) {
            SliceNames.patient(lock, slice).ifPresent(patients::add);
        }
        return patients.size() == slices.size() ? Optional.of(patients) : Optional.empty();
    }

    /** What it found in each lesion slice, if it looked and the run kept it. */
    public Optional<LesionFile> lesions() throws IOException {
        if (results.segmentation().isEmpty()
                || results.segmentation().get().found().isEmpty()) {
            return Optional.empty();
        }
        Path file = results.segmentation().get().found().get().verified(run.folder());
        return Optional.of(Documents.readJson(file, LesionFile.class));
    }
}
