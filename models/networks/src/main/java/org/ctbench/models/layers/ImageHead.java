package org.ctbench.models.layers;

import java.util.List;
import org.ctbench.models.tensor.Tensor;

/** Image classifier: two hidden linear layers with ReLU, and one that gives the logits. */
public final class ImageHead extends Module implements Layer {
    private final Form form;
    private final Linear first;
    private final Linear second;
    private Linear logits;

    /**
     * The layers' names, width and weights.
     *
     * @param first name of the first layer
     * @param second name of the second layer
     * @param logits name of the last layer
     * @param width of the hidden layers
     * @param linear makes a layer
     */
    public record Form(String first, String second, String logits, int width, Maker linear) {}

    /** Makes a linear layer with its initial weights. */
    @FunctionalInterface
    public interface Maker {
        Linear of(int in, int out);
    }

    /**
     * A classifier.
     *
     * @param features of an image
     */
    public ImageHead(Form form, int features, int classes) {
        this.form = form;
        first = child(form.first(), form.linear().of(features, form.width()));
        second = child(form.second(), form.linear().of(form.width(), form.width()));
        logits = child(form.logits(), form.linear().of(form.width(), classes));
    }

    /** Number of logits. */
    public int classes() {
        return logits.out();
    }

    /** Replaces the last layer by a freshly initialised one. */
    public void replaceLogits(int classes, long seed) {
        logits = replaceChild(form.logits(), form.linear().of(form.width(), classes), seed);
    }

    /**
     * Logits.
     *
     * @param x image features {@code [N, features]}
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
        first.describe(name + "." + form.first(), input, rows);
        second.describe(name + "." + form.second(), hidden, rows);
        logits.describe(name + "." + form.logits(), hidden, rows);
    }
}
