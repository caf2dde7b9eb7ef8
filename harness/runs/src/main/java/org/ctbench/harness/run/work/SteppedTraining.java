package org.ctbench.harness.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.run.data.BatchReader;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.harness.run.data.LesionSet;
import org.ctbench.harness.run.work.CellRun;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.TrainingLoop;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.SegmentationTrainer;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.classifiers.Trainable;
import org.ctbench.models.classifiers.Trainer;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.weights.WeightFile;

/**
 * The training of one model of a plan on several engines at once, step by step: with the same initial weights, batches and random
 * draws. Nothing of it is kept.
 */
public final class SteppedTraining implements AutoCloseable {
    private final Session session;
    private final EventLog events;
    private final List<Side> sides = new ArrayList<>();
    private final CellRun first;
    private final Optional<LesionSet> lesions;
    private final List<Integer> indices;
    private int epoch = 1;
    private int done;

    private SteppedTraining(Session session, EventLog events, CellRun first) throws IOException {
        this.session = session;
        this.events = events;
        this.first = first;
        lesions = first.lesions();
        int images = classifies() ? labelled().size() : lesions.orElseThrow().size();
        indices = IntStream.range(0, images).boxed().toList();
    }

    /** Learns from slices of the training split, by their indices. */
    @FunctionalInterface
    private interface Step {
        Optional<StepLosses> on(List<Integer> slices) throws IOException;
    }

    /** The training on one engine. */
    private record Side(Trainable trainable, Step step, Optional<BatchReader> batches) {
        void close() {
            batches.ifPresent(BatchReader::close);
            trainable.close();
        }
    }

    /**
     * Begins a training.
     *
     * @param folders of a run of the plan in which the model was trained: other weights that it starts from are those of this
     *     run
     * @param model id of the model in the plan's grid
     * @param engines what computes, the first one as in the run; not closed with the training
     * @throws org.ctbench.splits.documents.UserException if a split or an image is missing, or a mask is damaged
     */
    public static SteppedTraining open(
            PlanFile file,
            Reproduction.Folders folders,
            String model,
            List<Engine> engines,
            Reproduction.Environment environment)
            throws IOException {
        CellName name = CellName.parse(model + "/train");
        Session session =
                Session.open(file, folders, SelectedCells.of(file.plan(), List.of(name.toString())), environment);
        SteppedTraining training = null;
        try {
            EventLog events = EventLog.open(folders.out());
            Grid grid = session.grid(Provenance.collect(engines.get(0).info()));
            Cell cell = grid.cell(name);
            List<CellRun> own = engines.stream()
                    .map(engine -> new CellRun(
                            session.context(RunSettings.standard(), engine, events, environment.stop()), cell))
                    .toList();
            training = new SteppedTraining(session, events, own.get(0));
            training.begin(own, grid);
            return training;
        } catch (IOException | RuntimeException e) {
            if (training == null) {
                session.close();
            } else {
                training.close();
            }
            throw e;
        }
    }

    private void begin(List<CellRun> own, Grid grid) throws IOException {
        List<CellName> needs = first.cell().needs();
        Optional<WeightFile> start =
                needs.isEmpty() ? Optional.empty() : Optional.of(first.weightsOf(grid.cell(needs.get(0))));
        for (CellRun run : own) {
            sides.add(side(run, start));
        }
    }

    private boolean classifies() {
        return first.item().provider() instanceof ClassifierProvider;
    }

    private List<LabelledSlice> labelled() {
        return first.slices(first.run().plan().train(), first.classes());
    }

    /** The networks, in the order of the engines. */
    public List<Module> modules() {
        return sides.stream().map(side -> side.trainable().module()).toList();
    }

    /** Steps of the whole training. */
    public long steps() {
        int batch = batch();
        return (long) first.protocol().epochs() * ((indices.size() + batch - 1) / batch);
    }

    /**
     * Makes the next step on every engine, one after the other.
     *
     * @return the losses of each by name, none where there was nothing to learn; empty if the training is over
     * @throws org.ctbench.models.classifiers.DivergedException if a loss is not finite
     */
    public Optional<List<Map<String, Double>>> step() throws IOException {
        if (epoch > first.protocol().epochs()) {
            return Optional.empty();
        }
        List<Integer> order =
                TrainingLoop.order(indices, first.protocol().seeds().order(), epoch);
        int end = Math.min(done + batch(), order.size());
        long images = (long) indices.size() * first.protocol().epochs();
        long seen = (long) indices.size() * (epoch - 1) + done;
        double rate = first.protocol().optimizer().adam().schedule().factor(seen, images);
        List<Map<String, Double>> losses = new ArrayList<>();
        for (Side side : sides) {
            side.trainable().optimizer().scaleLearningRate(rate);
            Optional<StepLosses> values = side.step().on(order.subList(done, end));
            losses.add(values.map(StepLosses::byName).orElse(Map.of()));
        }
        done = end;
        if (done == order.size()) {
            epoch++;
            done = 0;
        }
        return Optional.of(losses);
    }

    /** A model that only segments learns from one image at a time. */
    private int batch() {
        return classifies() ? first.protocol().batch() : 1;
    }

    private Side side(CellRun own, Optional<WeightFile> start) throws IOException {
        Model model = own.model();
        start.ifPresent(model::startFrom);
        Trainer trainer = model.trainer(own.training(lesions));
        Trainable trainable = new Trainable(model, trainer);
        if (trainer instanceof ClassifierTrainer classifier) {
            BatchReader batches = new BatchReader(
                    own.run().images().of(own.protocol().image()),
                    batch(),
                    own.run().waiting());
            return new Side(trainable, some -> step(classifier, batches, some), Optional.of(batches));
        }
        SegmentationTrainer segmenter = (SegmentationTrainer) trainer;
        return new Side(trainable, one -> segmenter.step(lesions.orElseThrow().get(one.get(0))), Optional.empty());
    }

    private Optional<StepLosses> step(ClassifierTrainer trainer, BatchReader batches, List<Integer> some)
            throws IOException {
        List<LabelledSlice> slices = labelled();
        List<StepLosses> losses = new ArrayList<>();
        batches.forEach(
                some.stream().map(slices::get).toList(),
                batch -> losses.add(trainer.step(batch.images(), batch.labels())));
        return losses.stream().findFirst();
    }

    @Override
    public void close() throws IOException {
        sides.forEach(Side::close);
        events.close();
        session.close();
    }
}
