package org.ctbench.harness.run.work;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.run.data.BatchReader;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.harness.run.data.LesionSet;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.SegmentationTrainer;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.classifiers.Trainable;
import org.ctbench.models.layers.Module;
import org.ctbench.models.weights.WeightFile;

/**
 * The training of one model of a plan on several engines at once, step by step: with the same initial weights, batches and random
 * draws. Nothing of it is kept.
 */
public final class SteppedTraining implements AutoCloseable {
    private final List<Side> sides = new ArrayList<>();
    private final CellRun first;
    private final Closeable after;
    private final Optional<LesionSet> lesions;
    private final List<Integer> indices;
    private int epoch = 1;
    private int done;

    private SteppedTraining(CellRun first, Closeable after) throws IOException {
        this.first = first;
        this.after = after;
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
     * @param runs the run, once for each engine that computes
     * @param cell the training
     * @param start cell whose weights it starts from, if from other than its own
     * @param after closed with the training; not if it cannot begin
     */
    public static SteppedTraining open(List<RunContext> runs, Cell cell, Optional<Cell> start, Closeable after)
            throws IOException {
        List<CellRun> own = runs.stream()
                .map(run -> new CellRun(run, cell, run.store().folder(cell)))
                .toList();
        SteppedTraining training = new SteppedTraining(own.get(0), after);
        try {
            Optional<WeightFile> weights =
                    start.isEmpty() ? Optional.empty() : Optional.of(own.get(0).weightsOf(start.get()));
            for (CellRun run : own) {
                training.sides.add(training.side(run, weights));
            }
            return training;
        } catch (IOException | RuntimeException e) {
            training.sides.forEach(Side::close);
            throw e;
        }
    }

    private boolean classifies() {
        return first.item().provider().makes(ImageClassifier.class);
    }

    private List<LabelledSlice> labelled() {
        return first.toLearn(first.run().plan().train().orElseThrow(), first.classes());
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
        own.start(model, start);
        Optional<ImageClassifier> classifier = model.as(ImageClassifier.class);
        if (classifier.isPresent()) {
            ClassifierTrainer trainer = classifier.get().trainer(own.training(lesions));
            BatchReader batches =
                    new BatchReader(own.images(), batch(), own.run().waiting());
            return new Side(new Trainable(model, trainer), some -> step(trainer, batches, some), Optional.of(batches));
        }
        SegmentationTrainer trainer =
                model.as(SegmentationModel.class).orElseThrow().trainer(own.training(lesions));
        return new Side(
                new Trainable(model, trainer),
                one -> trainer.step(lesions.orElseThrow().get(one.get(0))),
                Optional.empty());
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
        after.close();
    }
}
