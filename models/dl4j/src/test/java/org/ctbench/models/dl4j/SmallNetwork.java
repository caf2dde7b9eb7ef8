package org.ctbench.models.dl4j;

import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.tensor.Engine;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The network of dl4j_steps.py. */
final class SmallNetwork extends Dl4jProvider {
    static final int SIDE = 10;
    static final int CLASSES = 3;

    @Override
    public String id() {
        return "small";
    }

    @Override
    public String summary() {
        return "a network for tests";
    }

    static ModelSpec spec(Engine engine, long seed) {
        return new ModelSpec(new ModelForm(CLASSES, SIDE, SIDE), seed, engine, new ModelOptions.None());
    }

    @Override
    protected ComputationGraphConfiguration network(ModelForm form) {
        return graph(stack(form.classes(), form.height(), true));
    }

    /** The stack of layers, with or without our own layer, which DL4J cannot write to a file. */
    static MultiLayerConfiguration stack(int classes, int side, boolean grid) {
        var layers = new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .name("conv")
                        .nOut(4)
                        .padding(1, 1)
                        .activation(new ActivationIdentity())
                        .build())
                .layer(new BatchNormalization.Builder()
                        .name("norm")
                        .useLogStd(false)
                        .build())
                .layer(new ActivationLayer.Builder()
                        .name("relu")
                        .activation(new ActivationLReLU(0.1))
                        .build())
                .layer(new SubsamplingLayer.Builder(
                                SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                        .name("pool")
                        .build());
        if (grid) {
            AdaptiveAveragePooling averages = new AdaptiveAveragePooling(3);
            averages.setLayerName("grid");
            layers.layer(averages);
        }
        return layers.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .name("linear")
                        .nOut(classes)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(side, side, Images.CHANNELS))
                .build();
    }
}
