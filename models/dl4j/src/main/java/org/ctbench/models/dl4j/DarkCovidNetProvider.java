package org.ctbench.models.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.classifiers.ModelForm;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * DarkCOVIDNet (Ozturk et al., Computers in Biology and Medicine 121, 2020, 103792): 17 convolutions in the manner of Darknet-19,
 * each with batch normalisation and a leaky ReLU of slope 0.1, and a linear layer.
 *
 * <p>Known: the sequence of layers and the 1,164,434 parameters that the paper counts for two classes at 256 x 256 pixels, which
 * this network has. They fix the padding of 1 x 1 convolutions by one pixel on each side, hence 13 x 13 positions at the end, and
 * the last convolution: as many channels as classes, with a ReLU before its normalisation. The network was made for X-rays of
 * 256 x 256 pixels; how it was trained on CT slices for the numbers that the Affinity paper quotes is not known. Here it takes
 * images of any size from 4 x 4 pixels; its linear layer grows with them.
 *
 * <p>Other than in torch, biases start at 0, and the running variance averages variances that are not corrected for the number of
 * elements.
 */
public final class DarkCovidNetProvider extends Dl4jProvider {
    /** A running statistic moves by a tenth. */
    private static final double DECAY = 0.9;

    private static final int LEAST_SIDE = 4;
    private static final double EPS = 1e-5;
    private static final double SLOPE = 0.1;

    @Override
    public String id() {
        return "darkcovidnet";
    }

    @Override
    public String summary() {
        return "DarkCOVIDNet (Ozturk et al. 2020), 17 convolutions, trained from random weights by Deeplearning4j";
    }

    @Override
    protected ComputationGraphConfiguration network(ModelForm form) {
        requireSides(form, LEAST_SIDE);
        Stack stack = new Stack();
        stack.convolution(8, 3).pool();
        stack.convolution(16, 3).pool();
        stack.three(32).pool();
        stack.three(64).pool();
        stack.three(128).pool();
        stack.three(256);
        stack.convolution(128, 1).convolution(256, 3);
        stack.last(form.classes());
        stack.layers.add(new OutputLayer.Builder(LossFunction.MCXENT)
                .name("linear")
                .nOut(form.classes())
                .weightInit(WeightInit.UNIFORM)
                .activation(Activation.SOFTMAX)
                .build());
        return graph(form, stack.layers);
    }

    /** The layers so far. */
    private static final class Stack {
        private final List<Layer> layers = new ArrayList<>();
        private int convolutions;
        private int pools;

        /** A convolution with normalisation and leaky ReLU. */
        private Stack convolution(int channels, int kernel) {
            convolve(channels, kernel);
            normalize();
            activate(new ActivationLReLU(SLOPE));
            return this;
        }

        /** Three convolutions, of which the second has a kernel of 1 x 1 and half of the channels. */
        private Stack three(int channels) {
            return convolution(channels, 3).convolution(channels / 2, 1).convolution(channels, 3);
        }

        /** The last convolution, with ReLU and then normalisation. */
        private void last(int channels) {
            convolve(channels, 3);
            activate(new ActivationReLU());
            normalize();
        }

        private void convolve(int channels, int kernel) {
            convolutions++;
            layers.add(new ConvolutionLayer.Builder(kernel, kernel)
                    .name("conv" + convolutions)
                    .padding(1, 1)
                    .nOut(channels)
                    .hasBias(false)
                    .weightInit(WeightInit.UNIFORM)
                    .activation(new ActivationIdentity())
                    .build());
        }

        private void normalize() {
            layers.add(new BatchNormalization.Builder()
                    .name("norm" + convolutions)
                    .decay(DECAY)
                    .eps(EPS)
                    .useLogStd(false)
                    .build());
        }

        private void activate(IActivation function) {
            layers.add(new ActivationLayer.Builder()
                    .name("relu" + convolutions)
                    .activation(function)
                    .build());
        }

        private void pool() {
            pools++;
            layers.add(
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                            .name("pool" + pools)
                            .build());
        }
    }
}
