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
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.classifiers.Trainer;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.train.Adam;
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

    /** The training on one engine. */
    private interface Side extends AutoCloseable {
        Module module();

        Adam optimizer();

        /** Learns from slices of the training split, by their indices. */
        Optional<StepLosses> step(List<Integer> slices) throws IOException;

        @Override
        void close();
    }

    /**
     * Begins a training.
     *
     * @param folders of a run of the plan in which the model was trained: other weights that it starts from are those of this
     *     run
     * @param model id of the model in the plan's grid
     * @param engines what computes, the first one as in the run; not closed with the training
     * @throws org.ctbench.splits.UserException if a split or an image is missing, or a mask is damaged
     */
    public static SteppedTraining open(
            PlanFile file,
            Reproduction.Folders folders,
            String model,
            List<Engine> engines,
            Reproduction.Environment environment)
            throws IOException {
        CellName name = CellName.parse(model + "/train");
        Session session = Session.open(file, folders, Scope.of(file.plan(), List.of(name.toString())), environment);
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
            sides.add(classifies() ? classifier(run, start) : segmenter(run, start));
        }
    }

    private boolean classifies() {
        return first.item().provider() instanceof ClassifierProvider;
    }

    private List<LabelledSlice> labelled() {
        return first.slices(first.run().plan().train(), CellRun.ALL);
    }

    /** The networks, in the order of the engines. */
    public List<Module> modules() {
        return sides.stream().map(Side::module).toList();
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
            side.optimizer().scaleLearningRate(rate);
            losses.add(
                    side.step(order.subList(done, end)).map(StepLosses::byName).orElse(Map.of()));
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

    private Side classifier(CellRun own, Optional<WeightFile> start) throws IOException {
        ImageClassifier model = own.classifier();
        start.ifPresent(model::startFrom);
        Trainer trainer = model.trainer(own.training(lesions));
        List<LabelledSlice> slices = labelled();
        BatchReader batches = new BatchReader(
                own.run().images().of(own.protocol().image()),
                batch(),
                own.run().waiting());
        return new Side() {
            @Override
            public Module module() {
                return model.module();
            }

            @Override
            public Adam optimizer() {
                return trainer.optimizer();
            }

            @Override
            public Optional<StepLosses> step(List<Integer> some) throws IOException {
                List<StepLosses> losses = new ArrayList<>();
                batches.forEach(
                        some.stream().map(slices::get).toList(),
                        batch -> losses.add(trainer.step(batch.images(), batch.labels())));
                return losses.stream().findFirst();
            }

            @Override
            public void close() {
                batches.close();
                trainer.close();
                model.close();
            }
        };
    }

    private Side segmenter(CellRun own, Optional<WeightFile> start) {
        SegmentationModel model = own.segmentationModel();
        start.ifPresent(model::startFrom);
        TrainingOptions options = own.training(Optional.empty());
        SegmentationModel.Trainer trainer = model.trainer(options.adam(), options.seed());
        return new Side() {
            @Override
            public Module module() {
                return model.module();
            }

            @Override
            public Adam optimizer() {
                return trainer.optimizer();
            }

            @Override
            public Optional<StepLosses> step(List<Integer> one) throws IOException {
                return trainer.step(lesions.orElseThrow().get(one.get(0)));
            }

            @Override
            public void close() {
                trainer.close();
                model.close();
            }
        };
    }

    @Override
    public void close() throws IOException {
        sides.forEach(Side::close);
        events.close();
        session.close();
    }
}
