package org.ctbench.models.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.classifiers.ModelForm;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * VGG16 (Simonyan and Zisserman, ICLR 2015, configuration D) as in torchvision: 13 convolutions in five groups, averages on a
 * grid of 7 x 7, and three linear layers of 4,096, 4,096 and as many outputs as classes, with dropout of one half before the last
 * two. 138,357,544 parameters for 1,000 classes. Images of any size from 32 x 32 pixels; 224 x 224 is the published one.
 *
 * <p>The authors of the data set iCTCF evaluated a VGG16 on it. That much is known; what their input, their head and their
 * training were is not, so this is the published network and no claim about theirs. Initial weights are torchvision's: normal
 * with a variance of 2 / fan-out in convolutions and a standard deviation of 0.01 in linear layers, biases 0.
 */
public final class Vgg16Provider extends Dl4jProvider {
    private static final int WIDTH = 64;
    private static final int FEATURES_PER_WIDTH = 64;

    /** Channels of the convolutions of each group, in channels of the first. */
    private static final List<List<Integer>> GROUPS =
            List.of(List.of(1, 1), List.of(2, 2), List.of(4, 4, 4), List.of(8, 8, 8), List.of(8, 8, 8));

    private static final int GRID = 7;
    private static final int LEAST_SIDE = 32; // halved five times
    private static final int KERNEL = 3;
    private static final double KEPT = 0.5;
    private static final double LINEAR = 0.01;

    private final int width;

    /** For ServiceLoader. */
    public Vgg16Provider() {
        this(WIDTH);
    }

    /** @param width channels of the first convolution; all others and the linear layers are in proportion */
    Vgg16Provider(int width) {
        this.width = width;
    }

    @Override
    public String id() {
        return "vgg16";
    }

    @Override
    public String summary() {
        return "VGG16 as in torchvision, trained from random weights by Deeplearning4j";
    }

    @Override
    protected ComputationGraphConfiguration network(ModelForm form) {
        requireSides(form, LEAST_SIDE);
        List<Layer> layers = new ArrayList<>();
        for (int group = 1; group <= GROUPS.size(); group++) {
            List<Integer> channels = GROUPS.get(group - 1);
            for (int i = 1; i <= channels.size(); i++) {
                layers.add(convolution("conv" + group + "_" + i, width * channels.get(i - 1)));
            }
            layers.add(
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                            .name("pool" + group)
                            .build());
        }
        AdaptiveAveragePooling grid = new AdaptiveAveragePooling(GRID);
        grid.setLayerName("grid");
        layers.add(grid);
        layers.add(linear("fc6").build());
        layers.add(linear("fc7").dropOut(KEPT).build());
        layers.add(new OutputLayer.Builder(LossFunction.MCXENT)
                .name("fc8")
                .nOut(form.classes())
                .dropOut(KEPT)
                .weightInit(new NormalDistribution(0, LINEAR))
                .activation(Activation.SOFTMAX)
                .build());
        return graph(form, layers);
    }

    private static ConvolutionLayer convolution(String name, int channels) {
        double fanOut = (double) channels * KERNEL * KERNEL;
        return new ConvolutionLayer.Builder(KERNEL, KERNEL)
                .name(name)
                .padding(1, 1)
                .nOut(channels)
                .weightInit(new NormalDistribution(0, Math.sqrt(2 / fanOut)))
                .activation(new ActivationReLU())
                .build();
    }

    private DenseLayer.Builder linear(String name) {
        return new DenseLayer.Builder()
                .name(name)
                .nOut(FEATURES_PER_WIDTH * width)
                .weightInit(new NormalDistribution(0, LINEAR))
                .activation(new ActivationReLU());
    }
}
