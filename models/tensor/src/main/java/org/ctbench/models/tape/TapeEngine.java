package org.ctbench.models.tape;

import java.util.List;
import java.util.Optional;
import org.ctbench.models.kernels.KernelSet;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.tensor.OperationProfile;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;

/**
 * An engine made of a device's kernels and of the tape that differentiates. Used by one thread at a time; closing it frees
 * all its memory.
 */
public final class TapeEngine implements Engine {
    private final Device device;
    private final Graph graph;
    private final ConvolutionOperations convolution;
    private final PoolingOperations pooling;
    private final NormalizationOperations normalization;
    private final LinearOperations linear;
    private final ElementwiseOperations elementwise;
    private final LossOperations loss;
    private final RegionOperations region;
    private final IndexOperations index;
    private final UpdateOperations update;

    /** An engine on this device, which it closes with itself. */
    public TapeEngine(Device device) {
        this.device = device;
        KernelSet kernels = device.kernels();
        graph = new Graph(device);
        convolution = new ConvolutionOperations(graph, kernels, device.workers());
        pooling = new PoolingOperations(graph, kernels.pooling());
        normalization = new NormalizationOperations(graph, kernels.normalization());
        linear = new LinearOperations(graph, kernels.products());
        elementwise = new ElementwiseOperations(graph, kernels.elements());
        loss = new LossOperations(graph, kernels.elements(), device.workers());
        region = new RegionOperations(graph, device.workers());
        index = new IndexOperations(graph, device.workers());
        update = new UpdateOperations(graph, kernels.elements(), kernels.adam());
    }

    @Override
    public Tensor tensor(float[] values, int... shape) {
        if (values.length != Shapes.numel(shape)) {
            throw new IllegalArgumentException(
                    "values: " + values.length + ", shape " + Shapes.text(shape) + " has " + Shapes.numel(shape));
        }
        TapeTensor tensor = graph.create(shape);
        tensor.block().write(values);
        return tensor;
    }

    @Override
    public Variable variable(boolean requiresGrad, int... shape) {
        TapeVariable variable = graph.variable(shape);
        variable.requiresGrad(requiresGrad);
        return variable;
    }

    @Override
    public Scope scope() {
        return graph.open();
    }

    @Override
    public NoGrad noGrad() {
        graph.pauseGradient();
        return new NoGrad() {
            private boolean ended;

            @Override
            public void close() {
                if (!ended) {
                    ended = true;
                    graph.resumeGradient();
                }
            }
        };
    }

    @Override
    public void backward(Tensor scalar) {
        graph.backward(graph.own(scalar));
    }

    @Override
    public long bytesHeld() {
        return device.pool().allocatedBytes();
    }

    @Override
    public OperationProfile profile() {
        graph.enter();
        return new TapeProfile(this, graph);
    }

    @Override
    public EngineInfo info() {
        return device.info();
    }

    @Override
    public void close() {
        graph.closeAll();
        device.close();
    }

    @Override
    public Tensor conv2d(Tensor x, Tensor weight, Optional<? extends Tensor> bias, int stride, int padding) {
        return convolution.conv2d(x, weight, bias, stride, padding);
    }

    @Override
    public Tensor convTranspose2d(Tensor x, Tensor weight, Optional<? extends Tensor> bias) {
        return convolution.convTranspose2d(x, weight, bias);
    }

    @Override
    public Tensor maxPool2d(Tensor x, int kernel, int stride, int padding) {
        return pooling.maxPool2d(x, kernel, stride, padding);
    }

    @Override
    public Tensor globalAveragePool(Tensor x) {
        return pooling.globalAveragePool(x);
    }

    @Override
    public Tensor batchNorm(Tensor x, BatchNorm norm, Statistics statistics) {
        return normalization.batchNorm(x, norm, statistics);
    }

    @Override
    public Tensor batchNormRelu(Tensor x, BatchNorm norm, Statistics statistics) {
        return normalization.batchNormRelu(x, norm, statistics);
    }

    @Override
    public Tensor linear(Tensor x, Tensor weight, Optional<? extends Tensor> bias) {
        return linear.linear(x, weight, bias);
    }

    @Override
    public Tensor matmul(Tensor a, Tensor b) {
        return linear.matmul(a, b);
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return elementwise.add(a, b);
    }

    @Override
    public Tensor addRelu(Tensor a, Tensor b) {
        return elementwise.addRelu(a, b);
    }

    @Override
    public Tensor mul(Tensor a, Tensor b) {
        return elementwise.mul(a, b);
    }

    @Override
    public Tensor scale(Tensor x, float factor) {
        return elementwise.scale(x, factor);
    }

    @Override
    public Tensor relu(Tensor x) {
        return elementwise.relu(x);
    }

    @Override
    public Tensor sigmoid(Tensor x) {
        return elementwise.sigmoid(x);
    }

    @Override
    public Tensor softmax(Tensor x) {
        return elementwise.softmax(x);
    }

    @Override
    public Tensor reshape(Tensor x, int... shape) {
        return elementwise.reshape(x, shape);
    }

    @Override
    public Tensor sum(Tensor x) {
        return elementwise.sum(x);
    }

    @Override
    public Tensor mean(Tensor x) {
        return elementwise.mean(x);
    }

    @Override
    public Tensor bceWithLogits(Tensor logits, Tensor targets) {
        return loss.bceWithLogits(logits, targets);
    }

    @Override
    public Tensor crossEntropy(Tensor logits, int[] labels) {
        return loss.crossEntropy(logits, labels);
    }

    @Override
    public Tensor l1Sum(Tensor values, Tensor targets) {
        return loss.l1Sum(values, targets);
    }

    @Override
    public Tensor smoothL1Sum(Tensor values, Tensor targets, float beta) {
        return loss.smoothL1Sum(values, targets, beta);
    }

    @Override
    public Tensor roiAlign(Tensor features, Regions regions, RoiAlign options) {
        return region.roiAlign(features, regions, options);
    }

    @Override
    public Tensor rows(Tensor x, int... rows) {
        return index.rows(x, rows);
    }

    @Override
    public Tensor gather(Tensor x, int[] elements, int... shape) {
        return index.gather(x, elements, shape);
    }

    @Override
    public Tensor concat(List<? extends Tensor> parts) {
        return index.concat(parts);
    }

    @Override
    public Tensor transpose(Tensor x) {
        return index.transpose(x);
    }

    @Override
    public Tensor channelsLast(Tensor x) {
        return index.channelsLast(x);
    }

    @Override
    public void adam(Variable parameter, Variable first, Variable second, long step, AdamSettings settings) {
        update.adam(parameter, first, second, step, settings);
    }

    @Override
    public void copy(Tensor from, Variable to) {
        update.copy(from, to);
    }
}
