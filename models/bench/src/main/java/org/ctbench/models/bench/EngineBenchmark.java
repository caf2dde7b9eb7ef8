package org.ctbench.models.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.proof.LesionScene;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.NormalizationOps.BatchNorm;
import org.ctbench.models.tensor.NormalizationOps.Statistics;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.tensor.Variable;
import org.ctbench.models.train.ImageLoss;

/** Times networks, in evaluation and training, and single operations. */
@SuppressWarnings("try") // scopes are opened for their effect
public final class EngineBenchmark {
    static final String EVALUATION = "evaluation";
    static final String TRAINING_STEP = "training step";

    private final Engine engine;
    private final int runs;

    /**
     * Prepares a benchmark.
     *
     * @param runs timed runs of each, at least 1
     */
    public EngineBenchmark(Engine engine, int runs) {
        if (runs < 1) {
            throw new IllegalArgumentException("runs: " + runs + ", expected at least 1");
        }
        this.engine = engine;
        this.runs = runs;
    }

    /**
     * The shape of a batch of images.
     *
     * @param n images
     * @param channels channels
     * @param side rows and columns
     */
    public record Batch(int n, int channels, int side) {
        @Override
        public String toString() {
            return n + "x" + channels + "x" + side + "x" + side;
        }
    }

    /**
     * Evaluation and training step of a network on a batch of images, in turns with another program, which is over then.
     *
     * @param provider of a classifier
     * @param options of the provider's class
     * @param batch with {@value Images#CHANNELS} channels
     * @throws IOException if the other program fails
     */
    public NetworkReport network(ModelProvider provider, ModelOptions options, Batch batch, ReferenceProgram torch)
            throws IOException {
        try (ImageClassifier model = provider.create(new ModelSpec(
                                new ModelForm(StagedWork.CLASSES, batch.side(), batch.side()), 1, engine, options))
                        .as(ImageClassifier.class)
                        .orElseThrow();
                ClassifierTrainer trainer = model.trainer(
                        new TrainingOptions(StagedWork.ADAM, ImageLoss.BCE_ONEHOT, Optional.empty(), 1))) {
            Images images = images(batch);
            int[] labels = new int[batch.n()];
            Map<String, Runnable> tasks = new LinkedHashMap<>();
            tasks.put(EVALUATION, () -> model.probabilities(images));
            tasks.put(TRAINING_STEP, () -> trainer.step(images, labels));
            Map<String, StageTiming> work = StageTiming.inTurns(tasks, torch, runs);
            torch.finish();
            return new NetworkReport(
                    provider.id(),
                    batch.toString(),
                    engine.info().name(),
                    engine.info().threads(),
                    torch.description(),
                    List.copyOf(work.values()));
        }
    }

    static Images images(Batch batch) {
        int numel = batch.n() * batch.channels() * batch.side() * batch.side();
        return Images.unnamed(LesionScene.wave(numel), batch.n(), batch.side(), batch.side());
    }

    /**
     * Forward and backward of the operations a ResNet spends its time in, at one size, and of those of a detector, at the
     * sizes of one 512 x 512 image.
     */
    public List<WallTime> operations(Batch batch, Consumer<WallTime> report) {
        int c = batch.channels();
        int[] shape = {batch.n(), c, batch.side(), batch.side()};
        try (OperationTimer timer = new OperationTimer(engine, runs, report)) {
            Variable filter = timer.filled(0.01f, c, c, 3, 3);
            BatchNorm norm = new BatchNorm(
                    timer.filled(1, c), timer.filled(0, c), timer.filled(0, c), timer.filled(1, c), 1e-5f, 0.1f);
            timer.both("conv2d 3x3", x -> engine.conv2d(x, filter, Optional.empty(), 1, 1), shape);
            timer.both("batchNorm", x -> engine.batchNorm(x, norm, Statistics.BATCH), shape);
            timer.both("batchNormRelu", x -> engine.batchNormRelu(x, norm, Statistics.BATCH), shape);
            timer.both("maxPool2d 3x3/2", x -> engine.maxPool2d(x, 3, 2, 1), shape);
            timer.both("globalAveragePool", engine::globalAveragePool, shape);
            timer.both("addRelu", x -> engine.addRelu(x, x), shape);
            adam(timer);
            new DetectorOperations(engine, timer).run();
            return timer.timings();
        }
    }

    private void adam(OperationTimer timer) {
        int size = 11_178_051; // parameters of ResNet18 with three classes
        Variable parameter = engine.variable(true, size);
        Variable first = engine.variable(false, size);
        Variable second = engine.variable(false, size);
        try (Scope scope = engine.scope()) {
            engine.backward(engine.sum(parameter));
        }
        AdamSettings settings = new AdamSettings(1e-3, 0.9, 0.999, 1e-8, 1e-3);
        timer.time("adam " + size, () -> engine.adam(parameter, first, second, 1, settings));
        List.of(parameter, first, second).forEach(Variable::close);
    }
}
