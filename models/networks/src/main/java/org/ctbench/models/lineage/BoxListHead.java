package org.ctbench.models.lineage;

import java.util.List;
import org.ctbench.models.layers.Initial;
import org.ctbench.models.layers.Initializer;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Tensor;

/** Image classifier on a list of boxes: {@code fc_scores} and {@code fc_scores_2} with ReLU, {@code fc_scores_img}. */
final class BoxListHead extends Module implements Layer {
    private static final String LOGITS = "fc_scores_img";

    private final Linear first;
    private final Linear second;
    private final int width;
    private Linear logits;

    BoxListHead(int features, int width, int classes) {
        this.width = width;
        first = child("fc_scores", linear(features, width));
        second = child("fc_scores_2", linear(width, width));
        logits = child(LOGITS, linear(width, classes));
    }

    /** Kaiming normal weights (fan-out mode), default biases. */
    private static Linear linear(int in, int out) {
        return Linear.of(
                in,
                out,
                new Initial(
                        Initializer.kaimingNormal(out), Initial.torchDefault(in).bias()));
    }

    int classes() {
        return logits.out();
    }

    void replaceLogits(int classes, long seed) {
        logits = replaceChild(LOGITS, linear(width, classes), seed);
    }

    /**
     * Logits.
     *
     * @param x {@code [N, features]}
     * @return {@code [N, classes]}
     */
    @Override
    public Tensor forward(Tensor x) {
        Tensor hidden = engine().relu(first.forward(x));
        return logits.forward(engine().relu(second.forward(hidden)));
    }

    @Override
    public int[] outputShape(int... input) {
        return logits.outputShape(second.outputShape(first.outputShape(input)));
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        int[] hidden = first.outputShape(input);
        first.describe(name + ".fc_scores", input, rows);
        second.describe(name + ".fc_scores_2", hidden, rows);
        logits.describe(name + "." + LOGITS, hidden, rows);
    }
}
