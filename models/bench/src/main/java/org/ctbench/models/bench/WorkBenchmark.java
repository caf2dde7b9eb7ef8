package org.ctbench.models.bench;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LearnsLesions;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.classifiers.LesionImages;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.classifiers.Trainable;
import org.ctbench.models.classifiers.Trainer;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.proof.LesionScene;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.train.ImageLoss;

/**
 * Times what a plan has a model do: batches classified, images segmented, training steps, on generated pixels with generated
 * lesions and from initial weights. The number of regions that a detector goes on with depends on its weights, and with it
 * its time; an untrained one finds as many as it may.
 */
public final class WorkBenchmark {
    /** Rounds that are not timed: they allocate memory and compile the loops. */
    public static final int WARM_UP = 2;

    private final Engine engine;
    private final Work work;
    private final Rounds rounds;
    private final LesionScene scene;
    private final Images batch;
    private final Map<WorkKind, WallTime> timings = new EnumMap<>(WorkKind.class);

    private WorkBenchmark(Engine engine, Work work, Rounds rounds) {
        this.engine = engine;
        this.work = work;
        this.rounds = rounds;
        scene = LesionScene.of(work.size());
        batch = EngineBenchmark.images(new EngineBenchmark.Batch(work.batch(), Images.CHANNELS, work.size()));
    }

    /**
     * A model and what it does.
     *
     * @param provider of classifiers or of segmentation models
     * @param options of the provider's class
     * @param size rows and columns of an image
     * @param batch classified images at once
     * @param kinds what is timed, at least one
     */
    public record Work(ModelProvider provider, ModelOptions options, int size, int batch, Set<WorkKind> kinds) {
        public Work {
            kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
        }
    }

    /**
     * How often.
     *
     * @param timed rounds of each kind, at least 1, beside {@value #WARM_UP} to warm up
     * @param afterEach is told of each round, those to warm up included
     */
    public record Rounds(int timed, Runnable afterEach) {
        public Rounds {
            if (timed < 1) {
                throw new IllegalArgumentException("rounds: " + timed + ", expected at least 1");
            }
        }
    }

    /**
     * Runs the benchmark.
     *
     * @param engine a fresh one, whose memory is this work's alone
     * @throws IllegalArgumentException if the model cannot do a kind of the work
     * @throws org.ctbench.models.classifiers.DivergedException if a loss is not finite
     */
    public static WorkTimes run(Engine engine, Work work, Rounds rounds) {
        return new WorkBenchmark(engine, work, rounds).run();
    }

    private WorkTimes run() {
        try (Model model = work.provider()
                .create(new ModelSpec(
                        new ModelForm(StagedWork.CLASSES, batch.height(), batch.width()), 1, engine, work.options()))) {
            Optional<ImageClassifier> classifier = model.as(ImageClassifier.class);
            classifier.ifPresent(c -> time(WorkKind.CLASSIFICATION, () -> c.probabilities(batch)));
            model.as(Segmenter.class).ifPresent(s -> time(WorkKind.SEGMENTATION, () -> segment(s)));
            Optional<Long> evaluation = held();
            classifier.ifPresent(c -> train(WorkKind.PLAIN_STEP, c, Optional.empty()));
            train(WorkKind.STEP, model, model.as(LearnsLesions.class).map(learns -> scene));
            return times(evaluation);
        }
    }

    private void train(WorkKind kind, Model model, Optional<LesionImages> lesions) {
        int[] labels = new int[batch.count()];
        LesionImage image = scene.image();
        TrainingOptions options = new TrainingOptions(StagedWork.ADAM, ImageLoss.BCE_ONEHOT, lesions, 1);
        try (Trainer trainer = model.trainer(options)) {
            Trainable trainable = new Trainable(model, trainer);
            time(kind, () -> trainable.step(batch, labels, image));
        }
    }

    private void segment(Segmenter model) {
        Detections found = model.segment(scene.image().image(), StagedWork.SCORE);
        for (int lesion = 0; lesion < found.size(); lesion++) {
            found.mask(lesion);
        }
    }

    private void time(WorkKind kind, Runnable task) {
        if (!work.kinds().contains(kind)) {
            return;
        }
        double[] milliseconds = new double[rounds.timed()];
        for (int round = -WARM_UP; round < rounds.timed(); round++) {
            double time = WallTime.milliseconds(task);
            if (round >= 0) {
                milliseconds[round] = time;
            }
            rounds.afterEach().run();
        }
        timings.put(kind, WallTime.of(kind.words(), milliseconds));
    }

    private Optional<Long> held() {
        return timings.isEmpty() ? Optional.empty() : Optional.of(engine.bytesHeld());
    }

    private WorkTimes times(Optional<Long> evaluation) {
        if (!timings.keySet().equals(work.kinds())) {
            throw new IllegalArgumentException(
                    work.provider().id() + " does " + timings.keySet() + ", not all of " + work.kinds());
        }
        boolean trained = timings.containsKey(WorkKind.STEP) || timings.containsKey(WorkKind.PLAIN_STEP);
        return new WorkTimes(
                timings,
                new WorkTimes.Memory(evaluation, trained ? Optional.of(engine.bytesHeld()) : Optional.empty()));
    }
}
