package org.ctbench.harness.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.classifiers.Trainer;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.splits.UserException;
import org.ctbench.splits.random.SeededRandom;

/** Trains a model: epochs over a split, each in a fresh random order that only the seed and the epoch decide. */
final class TrainingLoop {
    private final Progress progress;
    private final Job job;

    TrainingLoop(Progress progress, Job job) {
        this.progress = progress;
        this.job = job;
    }

    /**
     * What to do.
     *
     * @param name for people and for the random stream: {@code train resnet18}
     * @param options loss, optimizer and what else to learn from
     * @param epochs passes over the slices, at least 1
     */
    record Job(String name, TrainingOptions options, int epochs) {}

    /** Is told of every finished epoch, from 1. */
    @FunctionalInterface
    interface EpochListener {
        void finished(int epoch, LossMeans losses) throws IOException;
    }

    /**
     * Trains a classifier with a fresh optimizer.
     *
     * @throws UserException if a loss is not a finite number; names the epoch and the batch
     */
    void run(ImageClassifier model, BatchReader batches, List<LabelledSlice> slices, EpochListener listener)
            throws IOException {
        try (Trainer trainer = model.trainer(job.options());
                Tracker task = progress.start(job.name(), (long) slices.size() * job.epochs(), "image")) {
            for (int epoch = 1; epoch <= job.epochs(); epoch++) {
                Pass pass = new Pass(epoch, task);
                batches.forEach(
                        order(slices, job.options().seed(), epoch),
                        batch -> pass.step(
                                batch.slices().get(0).slice().id(),
                                batch.slices().size(),
                                () -> Optional.of(trainer.step(batch.images(), batch.labels()))));
                listener.finished(epoch, pass.losses);
            }
        }
    }

    /**
     * Trains a model that only segments with a fresh optimizer; slices without lesion are passed over.
     *
     * @throws UserException if a loss is not a finite number; names the epoch and the slice
     */
    void run(SegmentationModel model, LesionSet slices, EpochListener listener) throws IOException {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            indices.add(i);
        }
        TrainingOptions options = job.options();
        try (SegmentationModel.Trainer trainer = model.trainer(options.adam(), options.seed());
                Tracker task = progress.start(job.name(), (long) slices.size() * job.epochs(), "image")) {
            for (int epoch = 1; epoch <= job.epochs(); epoch++) {
                Pass pass = new Pass(epoch, task);
                for (int index : order(indices, options.seed(), epoch)) {
                    var image = slices.get(index);
                    pass.step(slices.slice(index).id(), 1, () -> trainer.step(image));
                }
                listener.finished(epoch, pass.losses);
            }
        }
    }

    /** The items in the order of an epoch (from 1). */
    static <T> List<T> order(List<T> items, long seed, int epoch) {
        List<T> order = new ArrayList<>(items);
        SeededRandom.of(seed, "order of epoch " + epoch).shuffle(order);
        return order;
    }

    /** A training step; gives nothing if there was nothing to learn. */
    @FunctionalInterface
    private interface Step {
        Optional<StepLosses> run();
    }

    /** One epoch. */
    private final class Pass {
        private final int epoch;
        private final Tracker task;
        private final LossMeans losses = new LossMeans();

        Pass(int epoch, Tracker task) {
            this.epoch = epoch;
            this.task = task;
        }

        void step(String slice, int images, Step step) {
            try {
                step.run().ifPresent(values -> losses.add(values, images));
            } catch (DivergedException e) {
                throw new UserException(
                        job.name() + " diverged: " + e.getMessage(),
                        "epoch " + epoch + " of " + job.epochs() + ", batch with " + slice,
                        "lower the learning rate of the plan",
                        e);
            }
            task.note(String.format(Locale.ROOT, "epoch %d of %d, loss %.4f", epoch, job.epochs(), losses.figure()));
            task.accept(images);
        }
    }
}
