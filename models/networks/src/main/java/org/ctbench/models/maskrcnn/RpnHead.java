package org.ctbench.models.maskrcnn;

import java.util.List;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.Initial;
import org.ctbench.models.layers.Initializer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Tensor;

/** Head of the region proposal network (Ren et al., NIPS 2015): objectness and box deltas of every anchor. */
public final class RpnHead extends Module {
    private static final double DEVIATION = 0.01;

    private final Conv2d conv;
    private final Conv2d logits;
    private final Conv2d deltas;

    /** @param anchors anchors per cell */
    public RpnHead(int channels, int anchors) {
        Initial initial = new Initial(Initializer.normal(DEVIATION), Initializer.constant(0));
        conv = child("conv", Conv2d.of(channels, channels, new Window(3, 1, 1), initial));
        logits = child("cls_logits", Conv2d.of(channels, anchors, new Window(1, 1, 0), initial));
        deltas = child("bbox_pred", Conv2d.of(channels, 4 * anchors, new Window(1, 1, 0), initial));
    }

    /**
     * Outputs for every anchor, in the order of {@link org.ctbench.models.detection.AnchorGenerator#over}.
     *
     * @param features {@code [1, C, h, w]}
     */
    Outputs forward(Tensor features) {
        Tensor hidden = engine().relu(conv.forward(features));
        Tensor objectness = engine().channelsLast(logits.forward(hidden));
        Tensor boxes = engine().channelsLast(deltas.forward(hidden));
        return new Outputs(
                engine().reshape(objectness, objectness.numel()), engine().reshape(boxes, boxes.numel() / 4, 4));
    }

    void describe(String name, int[] input, List<LayerSummary> rows) {
        conv.describe(name + ".conv", input, rows);
        logits.describe(name + ".cls_logits", input, rows);
        deltas.describe(name + ".bbox_pred", input, rows);
    }

    /**
     * What the head says of A anchors.
     *
     * @param logits objectness {@code [A]}
     * @param deltas {@code [A, 4]}
     */
    record Outputs(Tensor logits, Tensor deltas) {}
}
