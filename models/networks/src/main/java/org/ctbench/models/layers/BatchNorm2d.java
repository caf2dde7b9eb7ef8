package org.ctbench.models.layers;

import java.util.Arrays;
import java.util.List;
import org.ctbench.models.tensor.NormalizationOps;
import org.ctbench.models.tensor.NormalizationOps.Statistics;
import org.ctbench.models.tensor.Tensor;

/**
 * Batch normalisation of each channel, eps 1e-5 and momentum 0.1 as in PyTorch. Parameters {@code weight} (1 at first)
 * and {@code bias} (0 unless told otherwise); buffers {@code running_mean} (0) and {@code running_var} (1); counter
 * {@code num_batches_tracked}.
 */
public final class BatchNorm2d extends Module implements Layer {
    private static final float EPS = 1e-5f;
    private static final float MOMENTUM = 0.1f;

    private final int channels;
    private final Parameter weight;
    private final Parameter bias;
    private final Buffer runningMean;
    private final Buffer runningVar;
    private final Counter batches;

    private BatchNorm2d(int channels, float initialBias) {
        this.channels = channels;
        this.weight = parameter("weight", Initializer.constant(1), channels);
        this.bias = parameter("bias", Initializer.constant(initialBias), channels);
        this.runningMean = buffer("running_mean", Initializer.constant(0), channels);
        this.runningVar = buffer("running_var", Initializer.constant(1), channels);
        this.batches = counter("num_batches_tracked");
    }

    public BatchNorm2d(int channels) {
        this(channels, 0);
    }

    /** With this initial value of every bias. */
    public static BatchNorm2d of(int channels, float bias) {
        return new BatchNorm2d(channels, bias);
    }

    /**
     * Normalises by the batch or by the running statistics, as the {@link Mode} says.
     *
     * @param x {@code [N, C, H, W]}
     * @return the shape of {@code x}
     */
    @Override
    public Tensor forward(Tensor x) {
        Tensor y = engine().batchNorm(x, tensors(), statistics());
        countBatch();
        return y;
    }

    /** {@link #forward} followed by ReLU, in one pass over the memory. */
    public Tensor forwardRelu(Tensor x) {
        Tensor y = engine().batchNormRelu(x, tensors(), statistics());
        countBatch();
        return y;
    }

    @Override
    public int[] outputShape(int... input) {
        if (input.length != 4 || input[1] != channels) {
            throw new IllegalArgumentException(
                    "BatchNorm2d takes [N, " + channels + ", H, W], not " + Arrays.toString(input));
        }
        return input.clone();
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        rows.add(LayerSummary.of(name, "BatchNorm2d " + channels, this, outputShape(input)));
    }

    private NormalizationOps.BatchNorm tensors() {
        return new NormalizationOps.BatchNorm(
                weight.variable(),
                bias.variable(),
                runningMean.variable(),
                runningVar.variable(),
                EPS,
                mode() == Mode.TRAIN ? MOMENTUM : 0);
    }

    private Statistics statistics() {
        return mode() == Mode.EVAL ? Statistics.RUNNING : Statistics.BATCH;
    }

    private void countBatch() {
        if (mode() == Mode.TRAIN) {
            batches.increment();
        }
    }
}
