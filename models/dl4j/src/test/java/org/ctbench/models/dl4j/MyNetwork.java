package org.ctbench.models.dl4j;

import java.util.List;
import org.ctbench.models.classifiers.ModelForm;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The example of BRING-YOUR-MODEL.md. */
public final class MyNetwork extends Dl4jProvider {
    @Override
    public String id() {
        return "my-network";
    }

    @Override
    public String summary() {
        return "two layers";
    }

    @Override
    protected ComputationGraphConfiguration network(ModelForm form) {
        return graph(
                form,
                List.of(
                        new ConvolutionLayer.Builder(3, 3)
                                .name("conv")
                                .nOut(8)
                                .activation(Activation.RELU)
                                .build(),
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .name("out")
                                .nOut(form.classes())
                                .activation(Activation.SOFTMAX)
                                .build()));
    }
}
