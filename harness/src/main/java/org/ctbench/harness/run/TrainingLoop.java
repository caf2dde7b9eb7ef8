package org.ctbench.harness.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Trainer;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.splits.UserException;
import org.ctbench.splits.random.SeededRandom;

/** Trains a classifier: epochs over a split, each in a fresh random order that only the seed and the epoch decide. */
final class TrainingLoop {
    private final Progress progress;
    private final BatchReader batches;

    TrainingLoop(Progress progress, BatchReader batches) {
        this.progress = progress;
        this.batches = batches;
    }

    /**
     * What to do.
     *
     * @param name for people and for the random stream: {@code train resnet18}
     * @param options loss and optimizer
     * @param epochs passes over the slices, at least 1
     * @param orderSeed seed of the order
     */
    record Job(String name, TrainingOptions options, int epochs, long orderSeed) {}

    /** Is told of every finished epoch, from 1. */
    @FunctionalInterface
    interface EpochListener {
        void finished(int epoch, double meanLoss) throws IOException;
    }

    /**
     * Trains with a fresh optimizer.
     *
     * @param listener hears the mean of the image losses of each epoch, over images
     * @throws UserException if a loss is not a finite number; names the epoch and the batch
     */
    void run(ImageClassifier model, Job job, List<LabelledSlice> slices, EpochListener listener) throws IOException {
        long images = (long) slices.size() * job.epochs();
        try (Trainer trainer = model.trainer(job.options());
                Tracker task = progress.start(job.name(), images, "image")) {
            for (int epoch = 1; epoch <= job.epochs(); epoch++) {
                Pass pass = new Pass(trainer, job, epoch, task);
                batches.forEach(order(slices, job.orderSeed(), epoch), pass::step);
                listener.finished(epoch, pass.meanLoss());
            }
        }
    }

    /** The slices in the order of an epoch (from 1). */
    static List<LabelledSlice> order(List<LabelledSlice> slices, long seed, int epoch) {
        List<LabelledSlice> order = new ArrayList<>(slices);
        SeededRandom.of(seed, "order of epoch " + epoch).shuffle(order);
        return order;
    }

    /** One epoch. */
    private static final class Pass {
        private final Trainer trainer;
        private final Job job;
        private final int epoch;
        private final Tracker task;
        private double sum;
        private long images;

        Pass(Trainer trainer, Job job, int epoch, Tracker task) {
            this.trainer = trainer;
            this.job = job;
            this.epoch = epoch;
            this.task = task;
        }

        void step(Batch batch) {
            int n = batch.slices().size();
            try {
                sum += trainer.step(batch.images(), batch.labels()).image() * n;
            } catch (DivergedException e) {
                throw new UserException(
                        job.name() + " diverged: " + e.getMessage(),
                        "epoch " + epoch + " of " + job.epochs() + ", batch with "
                                + batch.slices().get(0).slice().id(),
                        "lower the learning rate of the plan",
                        e);
            }
            images += n;
            task.note(String.format(Locale.ROOT, "epoch %d of %d, loss %.4f", epoch, job.epochs(), meanLoss()));
            task.accept(n);
        }

        double meanLoss() {
            return sum / images;
        }
    }
}
