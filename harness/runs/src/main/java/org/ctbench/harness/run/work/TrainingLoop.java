package org.ctbench.harness.run.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ctbench.harness.cells.Checkpoint;
import org.ctbench.harness.cells.Checkpoint.Place;
import org.ctbench.harness.cells.Divergence;
import org.ctbench.harness.cells.EpochRecord;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.plan.Schedule;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.results.ChainLink;
import org.ctbench.harness.run.data.BatchReader;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.harness.run.data.LesionSet;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.SegmentationTrainer;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.classifiers.Trainable;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.splits.random.SeededRandom;

/**
 * Trains a model: epochs over a split, each in a fresh random order that only the seed and the epoch decide. Goes on from the
 * newest checkpoint, and comes to the same bits as if it had never been interrupted.
 */
public final class TrainingLoop {
    private final CellRun own;
    private final TrainingOptions options;
    private final int epochs;
    private final Captures captures;
    private final Optional<Stretch> stretch;

    /**
     * A training of a cell.
     *
     * @param options loss, optimizer and what else to learn from
     * @param epochs passes over the slices, at least 1
     * @param stretch the part that is computed again; the whole training if empty
     */
    TrainingLoop(CellRun own, TrainingOptions options, int epochs, Captures captures, Optional<Stretch> stretch) {
        this.own = own;
        this.options = options;
        this.epochs = epochs;
        this.captures = captures;
        this.stretch = stretch;
    }

    /**
     * Trains a classifier with a fresh optimizer.
     *
     * @throws FailedCellException if a loss is not a number or too large
     * @throws StoppedException if it was asked to stop; where it was is saved
     */
    Epochs run(ImageClassifier model, BatchReader batches, List<LabelledSlice> slices, AfterEpoch after)
            throws IOException {
        try (ClassifierTrainer trainer = model.trainer(options)) {
            return new Course(new Trainable(model, trainer), slices.size()).run(after, (epoch, from, course) -> {
                List<LabelledSlice> order = order(slices, options.seed(), epoch);
                batches.forEach(
                        order.subList(from, order.size()),
                        batch -> course.step(
                                batch.images().names(),
                                () -> Optional.of(trainer.step(batch.images(), batch.labels()))));
            });
        }
    }

    /**
     * Trains a model that only segments with a fresh optimizer; slices without lesion are passed over.
     *
     * @throws FailedCellException if a loss is not a number or too large
     * @throws StoppedException if it was asked to stop; where it was is saved
     */
    Epochs run(SegmentationModel model, LesionSet slices) throws IOException {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            indices.add(i);
        }
        try (SegmentationTrainer trainer = model.trainer(options)) {
            return new Course(new Trainable(model, trainer), slices.size())
                    .run(AfterEpoch.NOTHING, (epoch, from, course) -> {
                        List<Integer> order = order(indices, options.seed(), epoch);
                        for (int i = from; i < order.size(); i++) {
                            var image = slices.get(order.get(i));
                            if (i + 1 < order.size()) {
                                slices.expect(order.get(i + 1));
                            }
                            course.step(image.image().names(), () -> trainer.step(image));
                        }
                    });
        }
    }

    /** The items in the order of an epoch (from 1). */
    public static <T> List<T> order(List<T> items, long seed, int epoch) {
        List<T> order = new ArrayList<>(items);
        SeededRandom.of(seed, "order of epoch " + epoch).shuffle(order);
        return order;
    }

    /** A training step; gives nothing if there was nothing to learn. */
    @FunctionalInterface
    private interface Step {
        Optional<StepLosses> run();
    }

    /** The steps of one epoch. */
    @FunctionalInterface
    private interface Epoch {
        /** @param from images of the epoch that went through before */
        void run(int epoch, int from, Course course) throws IOException;
    }

    /** One training from where it is to its end. */
    private final class Course {
        private final Trainable trainable;
        private final Checkpoints checkpoints;
        private final int images;
        private final Meter meter = new Meter(own.run(), own.cell().name().toString());
        private final List<EpochRecord> curve = new ArrayList<>();
        private final List<ChainLink> chain = new ArrayList<>();
        private LossMeans losses = new LossMeans();
        private Place place = Place.START;
        private Tracker task;

        Course(Trainable trainable, int images) {
            this.trainable = trainable;
            this.images = images;
            this.checkpoints = new Checkpoints(own, trainable);
        }

        Epochs run(AfterEpoch after, Epoch epoch) throws IOException {
            Optional<Checkpoint> saved = checkpoints.restore();
            if (saved.isEmpty() && stretch.isPresent()) {
                saved = checkpoints.begin(stretch.get());
            }
            saved.ifPresent(this::goOnFrom);
            if (chain.isEmpty()) {
                chain.add(ChainLink.start(trainable.digest()));
            }
            int last = stretch.map(Stretch::to).orElse(epochs);
            own.log(new Event.CellStarted(
                    System.currentTimeMillis(), own.cell().name().toString(), (long) images * epochs, done()));
            try (Tracker tracker = own.run().progress().start(own.title(), (long) images * epochs, done(), "image")) {
                task = tracker;
                while (place.epoch() <= last && !isKnownToDiffer()) {
                    epoch.run(place.epoch(), place.images(), this);
                    finishEpoch(after);
                }
            }
            return new Epochs(curve, chain, differing());
        }

        /** Whether it is of no use to go on with a stretch: the rest of a wrong one is compared with its end alone. */
        private boolean isKnownToDiffer() {
            return stretch.filter(part -> differs(part) && part.end().isEmpty()).isPresent();
        }

        private boolean differs(Stretch part) {
            return !part.has(chain.get(chain.size() - 1));
        }

        private Optional<String> differing() {
            return stretch.filter(this::differs).flatMap(Stretch::end).flatMap(checkpoints::firstDifference);
        }

        private void goOnFrom(Checkpoint checkpoint) {
            place = checkpoint.place();
            losses = LossMeans.of(checkpoint.losses());
            curve.addAll(checkpoint.curve());
            chain.addAll(checkpoint.chain());
            captures.goOnFrom(checkpoint.captures());
        }

        /** Images that went through, all epochs counted. */
        private long done() {
            return (long) images * (place.epoch() - 1) + place.images();
        }

        void step(List<String> names, Step step) throws IOException {
            Schedule schedule = own.protocol().optimizer().adam().schedule();
            trainable.optimizer().scaleLearningRate(schedule.factor(done(), (long) images * epochs));
            Optional<StepLosses> values = losses(names, step);
            values.ifPresent(v -> losses.add(v, names.size()));
            place = new Place(place.epoch(), place.images() + names.size(), place.step() + 1);
            OptionalDouble loss = losses.loss();
            String known = loss.isPresent() ? String.format(Locale.ROOT, ", loss %.4f", loss.getAsDouble()) : "";
            task.note("epoch " + place.epoch() + " of " + epochs + known);
            task.accept(names.size());
            meter.add(OptionalInt.of(place.epoch()), place.step(), done(), values, names.size());
            if (own.run().stop().requested()) {
                save(trainable.model().state());
                throw stopped();
            }
            if (checkpoints.due()) {
                save(trainable.model().state());
            }
        }

        private Optional<StepLosses> losses(List<String> names, Step step) {
            try {
                Optional<StepLosses> values = step.run();
                double most = own.protocol().maxLoss();
                for (Map.Entry<String, Double> loss :
                        values.map(StepLosses::byName).orElse(Map.of()).entrySet()) {
                    if (loss.getValue() > most) {
                        throw new DivergedException(
                                "the loss '" + loss.getKey() + "' is above " + most,
                                values.get().byName());
                    }
                }
                return values;
            } catch (DivergedException e) {
                Map<String, String> parts = new LinkedHashMap<>();
                e.losses().forEach((name, value) -> parts.put(name, Double.toString(value)));
                throw new FailedCellException(
                        new Divergence(e.getMessage(), OptionalInt.of(place.epoch()), place.step() + 1, names, parts),
                        e);
            }
        }

        private void finishEpoch(AfterEpoch after) throws IOException {
            Map<String, Long> before = trainable.model().state();
            Optional<ConfusionMatrix> validation;
            try {
                validation = after.validate();
            } catch (StoppedException e) {
                save(before);
                throw stopped();
            }
            EpochRecord record =
                    new EpochRecord(place.epoch(), losses.loss().orElseThrow(), losses.means(), validation);
            curve.add(record);
            after.capture(place.epoch());
            ChainLink last = chain.get(chain.size() - 1);
            chain.add(last.next(trainable.digest(), record.meanLoss(), record.losses(), validation));
            OptionalDouble accuracy = validation.isPresent()
                    ? OptionalDouble.of((double) validation.get().correct()
                            / validation.get().total())
                    : OptionalDouble.empty();
            own.log(new Event.EpochFinished(
                    System.currentTimeMillis(), own.cell().name().toString(), place.epoch(), losses.means(), accuracy));
            place = new Place(place.epoch() + 1, 0, place.step());
            losses = new LossMeans();
            keep(record.epoch());
        }

        private void keep(int epoch) throws IOException {
            OptionalInt every = own.run().settings().keepEvery();
            if (every.isPresent() && epoch % every.getAsInt() == 0 && epoch < epochs) {
                checkpoints.keep(checkpoint(trainable.model().state()), chain.get(epoch));
            }
        }

        private void save(Map<String, Long> model) throws IOException {
            checkpoints.save(checkpoint(model), done());
        }

        private Checkpoint checkpoint(Map<String, Long> model) {
            return new Checkpoint(
                    Checkpoint.SCHEMA,
                    own.cell().digest(),
                    place,
                    model,
                    trainable.trainer().state(),
                    losses.sums(),
                    curve,
                    chain,
                    captures.references(),
                    own.seconds());
        }

        private StoppedException stopped() {
            return new StoppedException(own.title() + ", in epoch " + place.epoch() + " of " + epochs + " after "
                    + place.images() + " of " + images + " images");
        }
    }
}
