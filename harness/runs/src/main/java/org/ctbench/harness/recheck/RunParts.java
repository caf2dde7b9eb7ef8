package org.ctbench.harness.recheck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.cells.KeptStates;
import org.ctbench.harness.events.Event.Kind;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.StartFile;
import org.ctbench.harness.recheck.RecheckFinding.Unchecked;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.MissingCell;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.harness.results.Training;
import org.ctbench.harness.run.ReopenedRun;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.splits.documents.Sha256;

/** What the plan of a run has it compute, with the files that are there to compute it again. */
final class RunParts {
    private final RunEvidence run;
    private final List<Path> places;
    private final Map<Sha256, Path> states;
    private final List<ClaimedTraining> trainings = new ArrayList<>();
    private final List<EvaluatedSet> sets = new ArrayList<>();
    private final Set<Unchecked> unchecked = new LinkedHashSet<>();

    private RunParts(RunEvidence run, List<Path> places, Map<Sha256, Path> states) {
        this.run = run;
        this.places = places;
        this.states = states;
    }

    /**
     * Looks for the parts of a run.
     *
     * @param checkpoints folder with checkpoints, at any depth, and {@code weights} of the run, beside those in its folder
     */
    static RunParts of(RunEvidence run, Optional<Path> checkpoints) throws IOException {
        Map<Sha256, Path> states = KeptStates.below(RunFolder.cells(run.folder()));
        List<Path> places = new ArrayList<>(List.of(run.folder()));
        if (checkpoints.isPresent()) {
            places.add(checkpoints.get());
            states.putAll(KeptStates.below(checkpoints.get()));
        }
        RunParts parts = new RunParts(run, places, states);
        for (Cell cell : Grid.outline(run.plan(), split -> 0).cells()) {
            parts.add(cell.name(), cell.item());
        }
        return parts;
    }

    /** The trainings and fine-tunings, in the order of the plan, those of models that are not trained included. */
    List<ClaimedTraining> trainings() {
        return trainings;
    }

    /** The models that the plan does not train and whose weights are there from which they start. */
    List<ClaimedTraining> untrained() {
        return trainings.stream()
                .filter(training -> training.epochs() == 0 && training.fromStart())
                .toList();
    }

    /** The evaluations whose slices can be computed one by one, in the order of the plan. */
    List<EvaluatedSet> sets() {
        return sets;
    }

    /** What cannot be computed again, whatever files are there. */
    List<Unchecked> unchecked() {
        return List.copyOf(unchecked);
    }

    /** Images through the networks in all trainings of the run, those of validation included. */
    long trainingImages() {
        return trainings.stream()
                .mapToLong(training -> training.epochs() * training.imagesPerEpoch())
                .sum();
    }

    /** Slices of all evaluations of the run by its own models. */
    long evaluatedImages() {
        return run.results().numbers().models().stream()
                .filter(model -> model.training().isPresent())
                .mapToLong(model -> model.evaluations().stream()
                                .mapToLong(EvaluationResults::slices)
                                .sum()
                        + model.segmentation()
                                .map(looked -> looked.lesions().slices())
                                .orElse(0L))
                .sum();
    }

    private void add(CellName name, ModelItem item) {
        if (item.isScored()) {
            unchecked.add(new Unchecked(name.model(), "its predictions are those of another program"));
            return;
        }
        switch (name.kind()) {
            case TRAIN, FINE_TUNE ->
                training(name)
                        .ifPresentOrElse(training -> add(name, item, training), () -> unchecked.add(missing(name)));
            case SEGMENT ->
                model(name)
                        .flatMap(ModelResults::segmentation)
                        .ifPresentOrElse(
                                looked -> add(name, looked.lesions().slices(), looked.found()),
                                () -> unchecked.add(missing(name)));
            case EVALUATE ->
                evaluation(name)
                        .ifPresentOrElse(evaluation -> add(name, item, evaluation), () -> unchecked.add(missing(name)));
            default -> throw new IllegalStateException("a model that is trained has " + name);
        }
    }

    private Optional<ModelResults> model(CellName name) {
        return run.results().numbers().models().stream()
                .filter(model -> model.id().equals(name.model()))
                .findFirst();
    }

    private Optional<EvaluationResults> evaluation(CellName name) {
        return model(name).stream()
                .flatMap(model -> model.evaluations().stream())
                .filter(evaluation -> name.set().equals(Optional.of(evaluation.id())))
                .findFirst();
    }

    private Optional<Training> training(CellName name) {
        return name.kind() == Kind.TRAIN
                ? model(name).flatMap(ModelResults::training)
                : evaluation(name).flatMap(EvaluationResults::fineTuning);
    }

    private Unchecked missing(CellName name) {
        return new Unchecked(
                name.toString(),
                "the run has no result of it"
                        + run.results().numbers().missing().stream()
                                .filter(cell -> cell.cell().equals(name.toString()))
                                .map(MissingCell::because)
                                .findFirst()
                                .map(because -> ": " + because)
                                .orElse(""));
    }

    private void add(CellName name, ModelItem item, Training training) {
        Optional<TrainedPart.Source> start = before(name, item).flatMap(this::source);
        boolean file = name.kind() == Kind.FINE_TUNE
                || item.start().map(StartFile::weights).map(Path::of).stream().allMatch(Files::exists);
        boolean all = before(name, item).isPresent() == start.isPresent() && file;
        boolean rest = name.kind() == Kind.FINE_TUNE ? all : file; // a fine-tuning takes its form from its start
        trainings.add(
                new ClaimedTraining(name, training, imagesPerEpoch(name, item, training), start, all, rest, states));
    }

    /** The training from whose weights another one starts. */
    private static Optional<CellName> before(CellName name, ModelItem item) {
        return (name.kind() == Kind.FINE_TUNE ? Optional.of(name.model()) : item.startFrom())
                .map(id -> new CellName(id, Kind.TRAIN, Optional.empty()));
    }

    private void add(CellName name, ModelItem item, EvaluationResults evaluation) {
        if (item.options().drawsFromOneStream()) {
            unchecked.add(
                    new Unchecked(name.toString(), "its model draws for all slices from one stream of random numbers"));
        } else {
            add(name, evaluation.slices(), evaluation.predictions());
        }
    }

    private void add(CellName name, long slices, FileReference file) {
        CellName tuned = new CellName(name.model(), Kind.FINE_TUNE, name.set());
        CellName trained = new CellName(name.model(), Kind.TRAIN, Optional.empty());
        boolean fineTuned = name.kind() == Kind.EVALUATE
                && evaluation(name).flatMap(EvaluationResults::fineTuning).isPresent();
        sets.add(new EvaluatedSet(name, source(fineTuned ? tuned : trained), Math.toIntExact(slices), file));
    }

    private long imagesPerEpoch(CellName name, ModelItem item, Training training) {
        boolean validated = name.kind() == Kind.TRAIN && item.provider().makes(ImageClassifier.class);
        return slices(training.split())
                + (validated ? run.plan().validate().map(this::slices).orElse(0L) : 0);
    }

    private long slices(String split) {
        return run.results().numbers().splits().stream()
                .filter(known -> known.id().equals(split))
                .mapToLong(SplitReference::slices)
                .sum();
    }

    private Optional<TrainedPart.Source> source(CellName name) {
        return training(name)
                .flatMap(training -> places.stream()
                        .map(place -> place.resolve(ReopenedRun.weights(name)))
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .map(file -> new TrainedPart.Source(name, file, training)));
    }
}
