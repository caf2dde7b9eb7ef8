package org.ctbench.models.affinity;

import java.util.List;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Tensor;

/** Image classifier: {@code fc_l1} and {@code fc_l2} with ReLU, {@code class_predict_logits}. */
final class ImageHead extends Module implements Layer {
    private static final String LOGITS = "class_predict_logits";
    private static final int WIDTH = 128;

    private final Linear first;
    private final Linear second;
    private Linear logits;

    ImageHead(int features, int classes) {
        first = child("fc_l1", new Linear(features, WIDTH));
        second = child("fc_l2", new Linear(WIDTH, WIDTH));
        logits = child(LOGITS, new Linear(WIDTH, classes));
    }

    int classes() {
        return logits.out();
    }

    void replaceLogits(int classes, long seed) {
        logits = replaceChild(LOGITS, new Linear(WIDTH, classes), seed);
    }

    /**
     * Logits.
     *
     * @param x image features {@code [N, C]}
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
        first.describe(name + ".fc_l1", input, rows);
        second.describe(name + ".fc_l2", hidden, rows);
        logits.describe(name + "." + LOGITS, hidden, rows);
    }
}
