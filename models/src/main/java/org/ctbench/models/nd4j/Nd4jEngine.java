package org.ctbench.models.nd4j;

import java.util.List;
import java.util.Optional;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;

/**
 * The engine on ND4J. Used by one thread at a time; closing it frees all its memory.
 *
 * <p>For the same calls, kernels, number of threads and machine, results are the same bits.
 */
public final class Nd4jEngine implements Engine {
    private final Machine machine;
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

    private Nd4jEngine(Machine machine) {
        this.machine = machine;
        KernelSet kernels = machine.kernels();
        graph = new Graph(machine.pool(), kernels.elements());
        convolution = new ConvolutionOperations(graph, kernels.convolution(), machine.workers());
        pooling = new PoolingOperations(graph, kernels.pooling());
        normalization = new NormalizationOperations(graph, kernels.normalization());
        linear = new LinearOperations(graph);
        elementwise = new ElementwiseOperations(graph, kernels.elements());
        loss = new LossOperations(graph);
        region = new RegionOperations(graph, machine.workers());
        index = new IndexOperations(graph, machine.workers());
        update = new UpdateOperations(graph, kernels.elements(), kernels.adam());
    }

    /**
     * Starts an engine.
     *
     * @throws IllegalStateException if these kernels cannot run on this machine
     */
    public static Nd4jEngine open(EngineOptions options) {
        return new Nd4jEngine(Machine.start(options));
    }

    @Override
    public Tensor tensor(float[] values, int... shape) {
        if (values.length != Shapes.numel(shape)) {
            throw new IllegalArgumentException(
                    "values: " + values.length + ", shape " + Shapes.text(shape) + " has " + Shapes.numel(shape));
        }
        NdTensor tensor = on().create(shape);
        tensor.block().write(values);
        return tensor;
    }

    @Override
    public Variable variable(boolean requiresGrad, int... shape) {
        NdVariable variable = on().variable(shape);
        variable.requiresGrad(requiresGrad);
        return variable;
    }

    @Override
    public Scope scope() {
        return on().open();
    }

    @Override
    public NoGrad noGrad() {
        Graph paused = on();
        paused.pauseGradient();
        return new NoGrad() {
            private boolean ended;

            @Override
            public void close() {
                if (!ended) {
                    ended = true;
                    paused.resumeGradient();
                }
            }
        };
    }

    @Override
    public void backward(Tensor scalar) {
        on().backward(graph.own(scalar));
    }

    /** Bytes of pooled memory that this engine holds, used or free. */
    public long allocatedBytes() {
        return machine.pool().allocatedBytes();
    }

    /** oneDNN, if convolutions go to it directly. */
    public Optional<OneDnn> oneDnn() {
        return machine.kernels().convolution() instanceof OneDnnConvolution
                ? Optional.of(OneDnn.loaded())
                : Optional.empty();
    }

    @Override
    public EngineInfo info() {
        return machine.info();
    }

    @Override
    public void close() {
        graph.closeAll();
        machine.close();
    }

    Graph on() {
        machine.enter();
        return graph;
    }

    @Override
    public Tensor conv2d(Tensor x, Tensor weight, Optional<? extends Tensor> bias, int stride, int padding) {
        on();
        return convolution.conv2d(x, weight, bias, stride, padding);
    }

    @Override
    public Tensor convTranspose2d(Tensor x, Tensor weight, Optional<? extends Tensor> bias) {
        on();
        return convolution.convTranspose2d(x, weight, bias);
    }

    @Override
    public Tensor maxPool2d(Tensor x, int kernel, int stride, int padding) {
        on();
        return pooling.maxPool2d(x, kernel, stride, padding);
    }

    @Override
    public Tensor globalAveragePool(Tensor x) {
        on();
        return pooling.globalAveragePool(x);
    }

    @Override
    public Tensor batchNorm(Tensor x, BatchNorm norm, Statistics statistics) {
        on();
        return normalization.batchNorm(x, norm, statistics);
    }

    @Override
    public Tensor batchNormRelu(Tensor x, BatchNorm norm, Statistics statistics) {
        on();
        return normalization.batchNormRelu(x, norm, statistics);
    }

    @Override
    public Tensor linear(Tensor x, Tensor weight, Optional<? extends Tensor> bias) {
        on();
        return linear.linear(x, weight, bias);
    }

    @Override
    public Tensor matmul(Tensor a, Tensor b) {
        on();
        return linear.matmul(a, b);
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        on();
        return elementwise.add(a, b);
    }

    @Override
    public Tensor addRelu(Tensor a, Tensor b) {
        on();
        return elementwise.addRelu(a, b);
    }

    @Override
    public Tensor mul(Tensor a, Tensor b) {
        on();
        return elementwise.mul(a, b);
    }

    @Override
    public Tensor scale(Tensor x, float factor) {
        on();
        return elementwise.scale(x, factor);
    }

    @Override
    public Tensor relu(Tensor x) {
        on();
        return elementwise.relu(x);
    }

    @Override
    public Tensor sigmoid(Tensor x) {
        on();
        return elementwise.sigmoid(x);
    }

    @Override
    public Tensor softmax(Tensor x) {
        on();
        return elementwise.softmax(x);
    }

    @Override
    public Tensor reshape(Tensor x, int... shape) {
        on();
        return elementwise.reshape(x, shape);
    }

    @Override
    public Tensor sum(Tensor x) {
        on();
        return elementwise.sum(x);
    }

    @Override
    public Tensor mean(Tensor x) {
        on();
        return elementwise.mean(x);
    }

    @Override
    public Tensor bceWithLogits(Tensor logits, Tensor targets) {
        on();
        return loss.bceWithLogits(logits, targets);
    }

    @Override
    public Tensor crossEntropy(Tensor logits, int[] labels) {
        on();
        return loss.crossEntropy(logits, labels);
    }

    @Override
    public Tensor l1Sum(Tensor values, Tensor targets) {
        on();
        return loss.l1Sum(values, targets);
    }

    @Override
    public Tensor smoothL1Sum(Tensor values, Tensor targets, float beta) {
        on();
        return loss.smoothL1Sum(values, targets, beta);
    }

    @Override
    public Tensor roiAlign(Tensor features, Regions regions, RoiAlign options) {
        on();
        return region.roiAlign(features, regions, options);
    }

    @Override
    public Tensor rows(Tensor x, int... rows) {
        on();
        return index.rows(x, rows);
    }

    @Override
    public Tensor gather(Tensor x, int[] elements, int... shape) {
        on();
        return index.gather(x, elements, shape);
    }

    @Override
    public Tensor concat(List<? extends Tensor> parts) {
        on();
        return index.concat(parts);
    }

    @Override
    public Tensor transpose(Tensor x) {
        on();
        return index.transpose(x);
    }

    @Override
    public Tensor channelsLast(Tensor x) {
        on();
        return index.channelsLast(x);
    }

    @Override
    public void adam(Variable parameter, Variable first, Variable second, long step, AdamSettings settings) {
        on();
        update.adam(parameter, first, second, step, settings);
    }

    @Override
    public void copy(Tensor from, Variable to) {
        on();
        update.copy(from, to);
    }
}
