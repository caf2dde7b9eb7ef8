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
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cells.KeptStates;
import org.ctbench.harness.events.Event.Kind;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.plan.StartFile;
import org.ctbench.harness.recheck.RecheckFinding.Unchecked;
import org.ctbench.harness.results.ChainLink;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.harness.results.Training;
import org.ctbench.harness.run.ReopenedRun;
import org.ctbench.harness.run.work.Stretch;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.splits.documents.Sha256;

/** What of a run can be computed again with the files that are there, and what cannot. */
final class Parts {
    private final RunEvidence run;
    private final List<Path> places;
    private final Map<Sha256, Path> states;
    private final List<TrainedPart> stretches = new ArrayList<>();
    private final List<EvaluatedSet> sets = new ArrayList<>();
    private final Set<Unchecked> unchecked = new LinkedHashSet<>();
    private long trainingImages;
    private long evaluatedImages;

    private Parts(RunEvidence run, List<Path> places, Map<Sha256, Path> states) {
        this.run = run;
        this.places = places;
        this.states = states;
    }

    /**
     * Looks for the parts of a run.
     *
     * @param checkpoints folder with checkpoints, at any depth, and {@code weights} of the run, beside those in its folder
     */
    static Parts of(RunEvidence run, Optional<Path> checkpoints) throws IOException {
        Map<Sha256, Path> states = KeptStates.below(RunFolder.cells(run.folder()));
        List<Path> places = new ArrayList<>(List.of(run.folder()));
        if (checkpoints.isPresent()) {
            places.add(checkpoints.get());
            states.putAll(KeptStates.below(checkpoints.get()));
        }
        Parts parts = new Parts(run, places, states);
        run.results().numbers().models().forEach(parts::add);
        return parts;
    }

    /** The parts of trainings, in the order of the results. */
    List<TrainedPart> stretches() {
        return stretches;
    }

    /** The evaluations, in the order of the results. */
    List<EvaluatedSet> sets() {
        return sets;
    }

    /** What cannot be computed again. */
    List<Unchecked> unchecked() {
        return List.copyOf(unchecked);
    }

    /** Images through the networks in all trainings of the run, those of validation included. */
    long trainingImages() {
        return trainingImages;
    }

    /** Slices of all evaluations of the run. */
    long evaluatedImages() {
        return evaluatedImages;
    }

    private void add(ModelResults model) {
        if (model.training().isEmpty()) {
            unchecked.add(new Unchecked(model.id(), "its predictions are those of another program"));
            return;
        }
        Training training = model.training().get();
        CellName trained = new CellName(model.id(), Kind.TRAIN, Optional.empty());
        addTraining(model, training, trained);
        Optional<TrainedPart.Source> weights = source(trained, training);
        for (EvaluationResults set : model.evaluations()) {
            Optional<TrainedPart.Source> own = weights;
            if (set.fineTuning().isPresent()) {
                CellName tuned = new CellName(model.id(), Kind.FINE_TUNE, Optional.of(set.id()));
                addStretches(
                        tuned, set.fineTuning().get(), weights, new Start(weights.isPresent(), weights.isPresent()));
                own = source(tuned, set.fineTuning().get());
            }
            add(
                    new CellName(model.id(), Kind.EVALUATE, Optional.of(set.id())),
                    own,
                    Math.toIntExact(set.slices()),
                    set.predictions());
        }
        model.segmentation()
                .ifPresent(looked -> add(
                        new CellName(model.id(), Kind.SEGMENT, Optional.empty()),
                        weights,
                        Math.toIntExact(looked.lesions().slices()),
                        looked.found()));
    }

    private void addTraining(ModelResults model, Training training, CellName name) {
        Optional<String> from = model.item().startFrom();
        Optional<TrainedPart.Source> start = from.flatMap(id -> run.results().numbers().models().stream()
                .filter(other -> other.id().equals(id))
                .findFirst()
                .flatMap(other -> source(
                        new CellName(id, Kind.TRAIN, Optional.empty()),
                        other.training().orElseThrow())));
        boolean file = model.item().start().map(StartFile::weights).map(Path::of).stream()
                .allMatch(Files::exists);
        addStretches(name, training, start, new Start(from.isPresent() == start.isPresent() && file, file));
    }

    /**
     * What of a training can be computed again.
     *
     * @param first the stretch from its start
     * @param rest those from checkpoints
     */
    private record Start(boolean first, boolean rest) {}

    private void addStretches(CellName name, Training training, Optional<TrainedPart.Source> start, Start there) {
        List<ChainLink> chain = training.chain();
        int from = 0;
        for (int to = 1; to < chain.size(); to++) {
            trainingImages += imagesPerEpoch(name, training);
            Optional<Path> end = Optional.ofNullable(states.get(chain.get(to).state()));
            if (end.isEmpty() && to < chain.size() - 1) {
                continue;
            }
            if (from > 0 ? there.rest() : there.first()) {
                Optional<Path> begin = from == 0
                        ? Optional.empty()
                        : Optional.of(states.get(chain.get(from).state()));
                stretches.add(new TrainedPart(
                        name,
                        training,
                        new Stretch(chain, from, to, begin, end),
                        start,
                        (to - from) * imagesPerEpoch(name, training)));
            } else {
                unchecked.add(new Unchecked(
                        name + ", epochs " + (from + 1) + " to " + to,
                        "the weights that it starts from are not there"));
            }
            from = to;
        }
    }

    private long imagesPerEpoch(CellName name, Training training) {
        boolean validated = name.kind() == Kind.TRAIN
                && run.results().numbers().models().stream()
                        .filter(model -> model.id().equals(name.model()))
                        .anyMatch(model -> model.item().provider().makes(ImageClassifier.class));
        return slices(training.split())
                + (validated ? run.plan().validate().map(this::slices).orElse(0L) : 0);
    }

    private long slices(String split) {
        return run.results().numbers().splits().stream()
                .filter(known -> known.id().equals(split))
                .mapToLong(SplitReference::slices)
                .sum();
    }

    private void add(CellName name, Optional<TrainedPart.Source> weights, int slices, FileReference file) {
        evaluatedImages += slices;
        if (weights.isPresent()) {
            sets.add(new EvaluatedSet(name, weights.get(), slices, file));
        } else {
            unchecked.add(new Unchecked(name.toString(), "the weights are not there"));
        }
    }

    private Optional<TrainedPart.Source> source(CellName name, Training training) {
        return places.stream()
                .map(place -> place.resolve(ReopenedRun.weights(name)))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> new TrainedPart.Source(name, file, training));
    }
}
