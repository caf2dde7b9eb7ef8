package org.ctbench.models.dl4j;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Averages of parts of an image, as many in each direction as asked for, whatever the size of the image: torch's
 * {@code AdaptiveAvgPool2d}. Part i of P covers the rows from {@code floor(i H / P)} to {@code ceil((i + 1) H / P)}; parts may
 * overlap. DL4J has no such layer.
 */
final class AdaptiveAveragePooling extends NoParamLayer {
    private static final long serialVersionUID = 1L;

    private final int side;

    /** @param side parts in each direction, at least 1 */
    AdaptiveAveragePooling(int side) {
        this.side = side;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        Computed layer = new Computed(conf, type, side);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamTable(Map.of());
        layer.setConf(conf);
        return layer;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        InputType.InputTypeConvolutional image = (InputType.InputTypeConvolutional) input;
        return InputType.convolutional(side, side, image.getChannels(), CNN2DFormat.NCHW);
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null; // it stands behind convolutions
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        return null; // as DL4J's own layers without parameters
    }

    /** Its computation: a product of every channel with a matrix of weights. */
    private static final class Computed extends AbstractLayer<AdaptiveAveragePooling> {
        private static final long serialVersionUID = 1L;

        private final int side;

        Computed(NeuralNetConfiguration conf, DataType type, int side) {
            super(conf, type);
            this.side = side;
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
            assertInputSet(false);
            long[] shape = input.shape();
            INDArray planes = input.dup('c').reshape('c', shape[0] * shape[1], shape[2] * shape[3]);
            INDArray averages = planes.mmul(weights(shape[2], shape[3]).transpose());
            return workspaces.leverageTo(
                    ArrayType.ACTIVATIONS, averages.dup('c').reshape('c', shape[0], shape[1], side, side));
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            assertInputSet(true);
            long[] shape = input.shape();
            INDArray planes = epsilon.dup('c').reshape('c', shape[0] * shape[1], (long) side * side);
            INDArray gradient = planes.mmul(weights(shape[2], shape[3]));
            return new Pair<>(
                    new DefaultGradient(),
                    workspaces.leverageTo(
                            ArrayType.ACTIVATION_GRAD, gradient.dup('c').reshape('c', shape)));
        }

        /** Weight of each pixel in each average, {@code [side * side, height * width]}. */
        private INDArray weights(long height, long width) {
            float[][] weights = new float[side * side][Math.toIntExact(height * width)];
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    long top = row * height / side;
                    long bottom = ceil((row + 1) * height);
                    long left = column * width / side;
                    long right = ceil((column + 1) * width);
                    float weight = 1f / ((bottom - top) * (right - left));
                    for (long y = top; y < bottom; y++) {
                        for (long x = left; x < right; x++) {
                            weights[row * side + column][(int) (y * width + x)] = weight;
                        }
                    }
                }
            }
            return Nd4j.createFromArray(weights);
        }

        private long ceil(long value) {
            return (value + side - 1) / side;
        }

        @Override
        public Type type() {
            return Type.SUBSAMPLING;
        }

        @Override
        public boolean isPretrainLayer() {
            return false;
        }

        @Override
        public void clearNoiseWeightParams() {
            // it has no parameters
        }
    }
}
