package org.ctbench.models.resnet;

import java.util.List;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;

/**
 * Residual network for classification: body, global average, linear layer {@code fc}. Convolutions start from Kaiming
 * normal (fan-out), normalisations from 1 and 0, {@code fc} from PyTorch's default; torchvision's initialisation, though
 * not its random numbers.
 */
public final class ResNet extends Module implements Layer {
    private static final String HEAD = "fc";
    private static final int STAGES = 4;

    private final ResNetBody body;
    private Linear fc;

    private ResNet(Depth depth, int classes) {
        body = merged(new ResNetBody(depth, STAGES));
        fc = child(HEAD, new Linear(body.channels(), classes));
    }

    /** A network without memory yet: enough to ask for names, shapes and counts. */
    public static ResNet blueprint(Depth depth, int classes) {
        return new ResNet(depth, classes);
    }

    /** A network with initial weights from that seed. */
    public static ResNet of(Depth depth, int classes, Engine engine, long seed) {
        ResNet net = new ResNet(depth, classes);
        net.allocate(engine, seed);
        return net;
    }

    /** All but the last layer. */
    ResNetBody body() {
        return body;
    }

    /** Number of logits per image. */
    public int classes() {
        return fc.out();
    }

    /** Puts a freshly initialised linear layer for another number of classes in the place of {@code fc}. */
    public void replaceHead(int classes, long seed) {
        fc = replaceChild(HEAD, new Linear(body.channels(), classes), seed);
    }

    /**
     * Logits.
     *
     * @param images {@code [N, 3, H, W]} of any height and width
     * @return {@code [N, classes]}
     */
    @Override
    public Tensor forward(Tensor images) {
        return fc.forward(engine().globalAveragePool(body.forward(images)));
    }

    @Override
    public int[] outputShape(int... input) {
        int[] features = body.outputShape(input);
        return fc.outputShape(features[0], features[1]);
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        String prefix = name.isEmpty() ? "" : name + ".";
        body.describe(name, input, rows);
        int[] features = body.outputShape(input);
        int[] pooled = {features[0], features[1]};
        rows.add(LayerSummary.of(prefix + "avgpool", "global average", pooled));
        fc.describe(prefix + HEAD, pooled, rows);
    }
}
