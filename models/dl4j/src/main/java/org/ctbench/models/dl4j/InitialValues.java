package org.ctbench.models.dl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.ctbench.models.layers.Initializer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.nn.weights.WeightInitLecunUniform;
import org.deeplearning4j.nn.weights.WeightInitNormal;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.deeplearning4j.nn.weights.WeightInitReluUniform;
import org.deeplearning4j.nn.weights.WeightInitUniform;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.nn.weights.WeightInitXavierUniform;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * The initial values that a configuration asks for, drawn from the protocol's random streams: of the same distributions as DL4J's
 * own, which would come from ND4J's generator.
 */
final class InitialValues {
    /** Standard deviations of normal distributions by fan-in and fan-out. */
    private static final Map<Class<? extends IWeightInit>, ToDoubleBiFunction<Double, Double>> NORMAL =
            new LinkedHashMap<>();

    /** Bounds of uniform distributions around 0 by fan-in and fan-out. */
    private static final Map<Class<? extends IWeightInit>, ToDoubleBiFunction<Double, Double>> UNIFORM =
            new LinkedHashMap<>();

    static {
        NORMAL.put(WeightInitNormal.class, (in, out) -> Math.sqrt(1 / in));
        NORMAL.put(WeightInitRelu.class, (in, out) -> Math.sqrt(2 / in));
        NORMAL.put(WeightInitXavier.class, (in, out) -> Math.sqrt(2 / (in + out)));
        UNIFORM.put(WeightInitUniform.class, (in, out) -> 1 / Math.sqrt(in));
        UNIFORM.put(WeightInitLecunUniform.class, (in, out) -> Math.sqrt(3 / in));
        UNIFORM.put(WeightInitReluUniform.class, (in, out) -> Math.sqrt(6 / in));
        UNIFORM.put(WeightInitXavierUniform.class, (in, out) -> Math.sqrt(6 / (in + out)));
    }

    private InitialValues() {}

    /**
     * How a parameter starts.
     *
     * @param key DL4J's name of the parameter in its layer
     * @throws IllegalArgumentException if the layer or its distribution is none of those known here; says which are
     */
    static Initializer of(Layer layer, String key) {
        if (layer.conf().getLayer() instanceof BatchNormalization norm) {
            return normalization(norm, key);
        }
        if (!(layer.conf().getLayer() instanceof BaseLayer base)) {
            throw unknown(layer.conf().getLayer());
        }
        if (key.equals(DefaultParamInitializer.BIAS_KEY)) {
            return Initializer.constant((float) base.getBiasInit());
        }
        long[] shape = layer.getParam(key).shape();
        double[] fans = fans(base, shape);
        return weights(base, fans[0], fans[1]);
    }

    private static Initializer normalization(BatchNormalization layer, String key) {
        return switch (key) {
            case BatchNormalizationParamInitializer.GAMMA -> Initializer.constant((float) layer.getGamma());
            case BatchNormalizationParamInitializer.BETA -> Initializer.constant((float) layer.getBeta());
            case BatchNormalizationParamInitializer.GLOBAL_VAR -> Initializer.constant(1);
            default -> Initializer.constant(0); // the mean, and the logarithm of a deviation of 1
        };
    }

    private static double[] fans(BaseLayer layer, long[] shape) {
        if (layer instanceof DenseLayer) {
            return new double[] {shape[0], shape[1]}; // [in, out]
        }
        if (layer.getClass() == ConvolutionLayer.class) {
            double area = (double) shape[2] * shape[3]; // [out, in, kernel height, kernel width]
            return new double[] {shape[1] * area, shape[0] * area};
        }
        throw unknown(layer);
    }

    private static IllegalArgumentException unknown(org.deeplearning4j.nn.conf.layers.Layer layer) {
        return new IllegalArgumentException(
                "the layer " + layer.getLayerName() + " is a "
                        + layer.getClass().getSimpleName()
                        + "; layers with weights that can be trained here are ConvolutionLayer, DenseLayer and BatchNormalization");
    }

    private static Initializer weights(BaseLayer layer, double fanIn, double fanOut) {
        IWeightInit wanted = layer.getWeightInitFn();
        if (wanted instanceof WeightInitDistribution given) {
            Distribution distribution = distribution(given);
            if (distribution instanceof NormalDistribution normal && normal.getMean() == 0) {
                return Initializer.normal(normal.getStd());
            }
            if (distribution instanceof UniformDistribution uniform && uniform.getLower() == -uniform.getUpper()) {
                return Initializer.uniform(uniform.getUpper());
            }
        }
        if (NORMAL.containsKey(wanted.getClass())) {
            return Initializer.normal(NORMAL.get(wanted.getClass()).applyAsDouble(fanIn, fanOut));
        }
        if (UNIFORM.containsKey(wanted.getClass())) {
            return Initializer.uniform(UNIFORM.get(wanted.getClass()).applyAsDouble(fanIn, fanOut));
        }
        throw new IllegalArgumentException("the layer " + layer.getLayerName() + " starts by " + wanted
                + "; known are normal and uniform distributions around 0, RELU, RELU_UNIFORM, XAVIER, XAVIER_UNIFORM, UNIFORM,"
                + " NORMAL, LECUN_NORMAL and LECUN_UNIFORM");
    }

    /** It has no method that gives it, but its JSON has it. */
    private static Distribution distribution(WeightInitDistribution given) {
        ObjectMapper json = NeuralNetConfiguration.mapper();
        try {
            return json.treeToValue(json.valueToTree(given).get("distribution"), Distribution.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
