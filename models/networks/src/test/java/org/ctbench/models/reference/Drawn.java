package org.ctbench.models.reference;

import java.util.function.ToDoubleFunction;
import org.ctbench.models.layers.FloatState;
import org.ctbench.models.layers.Module;
import org.ctbench.splits.random.SeededRandom;

/** Weights and images that the golden scripts draw as well, from a seed and a name. */
public final class Drawn {
    private static final long WEIGHTS = 7;

    private Drawn() {}

    /** Uniform in [-1, 1). */
    private static double signed(SeededRandom random) {
        return 2 * random.nextDouble() - 1;
    }

    /** Pixels as {@code images} in resnet_numbers.py draws them. */
    public static float[] images(long seed, int count) {
        float[] values = new float[count];
        SeededRandom random = SeededRandom.ofModel(seed, "images");
        for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * signed(random));
        }
        return values;
    }

    /** Gives a residual network the weights of resnet_numbers.py. */
    public static void fillResNet(Module net) {
        fill(net, name -> 1);
    }

    /** Gives a detector the weights of detectors.py. */
    public static void fillDetector(Module net) {
        fill(net, name -> {
            if (name.equals("rpn.head.bbox_pred.weight")) {
                return 0.125;
            }
            return name.endsWith("conv_up.weight") || name.endsWith("conv_mask.weight") ? 2 : 1;
        });
    }

    private static void fill(Module net, ToDoubleFunction<String> factor) {
        net.stateDict().forEach((name, state) -> {
            if (state instanceof FloatState floats) {
                SeededRandom random = SeededRandom.ofModel(WEIGHTS, name);
                float[] values = new float[state.numel()];
                float scale = (float) factor.applyAsDouble(name);
                for (int i = 0; i < values.length; i++) {
                    values[i] = scale * (float) initial(name, state.shape(), signed(random));
                }
                floats.variable().set(values);
            }
        });
    }

    /** As {@code initial} in resnet_numbers.py, with the weak biases of detectors.py. */
    private static double initial(String name, int[] shape, double s) {
        if (name.endsWith("running_mean")) {
            return 0.1 * s;
        } else if (name.endsWith("running_var")) {
            return 1 + 0.5 * s;
        } else if (shape.length == 4) {
            return s * Math.sqrt(3.0 / (shape[1] * shape[2] * shape[3]));
        } else if (shape.length == 2) {
            return s * Math.sqrt(1.0 / shape[1]);
        } else if (weak(name)) {
            return 0.125 * s;
        } else if (name.endsWith("weight")) {
            return 1 + 0.25 * s;
        }
        return (s < 0 ? -2.0 : 2.0) + 0.5 * s;
    }

    private static boolean weak(String name) {
        return name.equals("fc.bias")
                || name.endsWith("blocks.0.bias")
                || name.matches(".*(cls_logits|bbox_pred|cls_score|mask_fcn_logits|class_predict_logits)\\.bias");
    }
}
