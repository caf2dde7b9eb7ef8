package org.ctbench.harness.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.splits.documents.UserException;

/** What one or more runs left, as one body: other seeds of the same models, and parts of one plan. */
public final class Evidence {
    private final List<RunEvidence> runs;
    private final Map<String, List<TrainedModel>> models;
    private final List<EvaluationSet> sets;

    private Evidence(List<RunEvidence> runs, Map<String, List<TrainedModel>> models, List<EvaluationSet> sets) {
        this.runs = List.copyOf(runs);
        this.models = Collections.unmodifiableMap(models);
        this.sets = List.copyOf(sets);
    }

    /**
     * Reads runs.
     *
     * @param folders one or more
     * @throws UserException if a folder holds no finished run, or two runs do not go together: they have other images under one
     *     name, other weights of F1, or one model with the same seeds
     */
    public static Evidence read(List<Path> folders) throws IOException {
        List<RunEvidence> runs = new ArrayList<>();
        for (Path folder : folders) {
            runs.add(RunEvidence.read(folder));
        }
        return of(runs);
    }

    /**
     * Puts runs together that were read.
     *
     * @param runs one or more
     * @throws UserException if two do not go together, as for {@link #read}
     */
    public static Evidence of(List<RunEvidence> runs) {
        Map<String, List<TrainedModel>> models = new LinkedHashMap<>();
        List<EvaluationSet> sets = new ArrayList<>();
        for (RunEvidence run : runs) {
            runs.forEach(earlier -> requireSameImages(earlier, run));
            for (ModelResults results : run.results().numbers().models()) {
                TrainedModel model = TrainedModel.of(run, results);
                List<TrainedModel> same = models.computeIfAbsent(model.row(), row -> new ArrayList<>());
                requireOtherSeeds(same, model);
                same.add(model);
            }
            run.plan().evaluate().stream()
                    .filter(set -> sets.stream().noneMatch(s -> s.id().equals(set.id())))
                    .forEach(sets::add);
        }
        return new Evidence(runs, models, sets);
    }

    private static void requireSameImages(RunEvidence first, RunEvidence other) {
        for (EvaluationSet set : other.plan().evaluate()) {
            Optional<EvaluationSet> there = first.plan().evaluate().stream()
                    .filter(s -> s.id().equals(set.id()))
                    .findFirst();
            boolean same = there.isEmpty()
                    || there.get().split().equals(set.split())
                            && agree(first.images(set.split()), other.images(set.split()));
            if (!same) {
                throw apart(first, other, "set '" + set.id() + "' has other images");
            }
        }
        if (!first.plan().f1Weights().equals(other.plan().f1Weights())) {
            throw apart(first, other, "they weigh F1 differently");
        }
        requireSameLesions(first, other);
    }

    private static boolean agree(Optional<SplitReference> one, Optional<SplitReference> two) {
        return one.isEmpty() ? two.isEmpty() : two.filter(one.get()::agreesWith).isPresent();
    }

    private static void requireSameLesions(RunEvidence first, RunEvidence other) {
        Optional<Segmentation> one = first.plan().segmentation();
        Optional<Segmentation> two = other.plan().segmentation();
        if (one.isEmpty() || two.isEmpty()) {
            return;
        }
        Optional<SplitReference> seen = first.images(one.get().test());
        Optional<SplitReference> alsoSeen = other.images(two.get().test());
        if (seen.isPresent() && alsoSeen.isPresent() && !seen.equals(alsoSeen)) {
            throw apart(first, other, "they look for lesions in other images");
        }
        if (!one.get().scores().equals(two.get().scores())) {
            throw apart(first, other, "their segmentation.scores differ");
        }
    }

    private static void requireOtherSeeds(List<TrainedModel> same, TrainedModel model) {
        for (TrainedModel earlier : same) {
            if (earlier.seeds().equals(model.seeds())) {
                throw apart(earlier.run(), model.run(), "both have " + model.row() + " with the seeds " + text(model));
            }
        }
    }

    private static String text(TrainedModel model) {
        return model.seeds().weights() + " (weights) and " + model.seeds().order() + " (order)";
    }

    private static UserException apart(RunEvidence first, RunEvidence other, String why) {
        return new UserException(
                "these runs cannot be reported together: " + why,
                first.folder() + " and " + other.folder(),
                "write a report of each");
    }

    /** The runs, in the order in which they were named. */
    public List<RunEvidence> runs() {
        return runs;
    }

    /** The run that was named first. */
    public RunEvidence first() {
        return runs.get(0);
    }

    /** Plan of the first run, whose rules hold for all. */
    public Plan plan() {
        return first().plan();
    }

    /** The evaluation sets of all runs, each once. */
    public List<EvaluationSet> sets() {
        return sets;
    }

    /** Ids of the models, without seeds. */
    public List<String> rows() {
        return List.copyOf(models.keySet());
    }

    /** The trainings of a model, one per seed; empty if there is no such model. */
    public List<TrainedModel> trained(String row) {
        return List.copyOf(models.getOrDefault(row, List.of()));
    }

    /** All trainings. */
    public List<TrainedModel> all() {
        return models.values().stream().flatMap(List::stream).toList();
    }

    /** The same with one training alone; empty if none has this id. */
    public Optional<Evidence> only(String training) {
        return all().stream()
                .filter(model -> model.id().equals(training))
                .findFirst()
                .map(model -> new Evidence(List.of(model.run()), Map.of(model.row(), List.of(model)), sets));
    }

    /** Every evaluation of every training. */
    public List<Evaluation> evaluations() {
        return all().stream().flatMap(model -> model.evaluations().stream()).toList();
    }

    /**
     * The evaluations on the same set of the trainings that differ from this one in their seed alone, itself included; it alone
     * if the model was trained once.
     */
    public List<Evaluation> overSeeds(Evaluation one) {
        return trained(one.model().row()).stream()
                .flatMap(model -> model.evaluations().stream())
                .filter(other -> other.set().equals(one.set()) && other.above().equals(one.above()))
                .toList();
    }

    /** Whether an image of any run was generated. */
    public boolean generated() {
        return runs.stream().anyMatch(RunEvidence::generated);
    }
}
