package org.ctbench.models.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;

/**
 * Loss of an image's logits against its class. The paper's equation for it is lost; the authors' earlier code uses
 * {@link #BCE_ONEHOT} (D-21).
 */
public enum ImageLoss {
    /** Mean over the classes of the binary cross-entropy of each logit against the one-hot label, then over images. */
    @JsonProperty("bce_onehot")
    BCE_ONEHOT {
        @Override
        Tensor compute(Engine engine, Tensor logits, int[] labels) {
            int classes = logits.shape()[1];
            float[] oneHot = new float[labels.length * classes];
            for (int i = 0; i < labels.length; i++) {
                oneHot[i * classes + labels[i]] = 1;
            }
            return engine.bceWithLogits(logits, engine.tensor(oneHot, labels.length, classes));
        }
    },
    /** Softmax cross-entropy, mean over images. */
    @JsonProperty("softmax_ce")
    SOFTMAX_CE {
        @Override
        Tensor compute(Engine engine, Tensor logits, int[] labels) {
            return engine.crossEntropy(logits, labels);
        }
    };

    /**
     * The loss, a scalar.
     *
     * @param logits {@code [N, K]}
     * @param labels N class indices in [0, K)
     * @throws IllegalArgumentException if the number of labels differs or a label is out of range
     */
    public Tensor apply(Engine engine, Tensor logits, int[] labels) {
        int[] shape = logits.shape();
        if (shape.length != 2 || shape[0] != labels.length) {
            throw new IllegalArgumentException(labels.length + " labels for logits of shape " + Arrays.toString(shape));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= shape[1]) {
                throw new IllegalArgumentException(
                        "label " + labels[i] + " of image " + i + " is not in [0, " + shape[1] + ")");
            }
        }
        return compute(engine, logits, labels);
    }

    abstract Tensor compute(Engine engine, Tensor logits, int[] labels);
}
