package org.ctbench.models.lineage;

import java.util.List;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.Permutations;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.maskrcnn.Backbone;
import org.ctbench.models.maskrcnn.Rpn;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;

/** A network that classifies an image by the list of its best boxes. */
abstract class BoxListNetwork extends Module {
    abstract Backbone backbone();

    abstract Rpn rpn();

    /** The branch that gives regions scores and deltas. */
    abstract RankedBoxes ranked();

    abstract BoxListHead head();

    abstract List<LayerSummary> describe(ModelForm form);

    /** The regions that describe an image with features {@code map [1, C, h, w]}, without gradient; perhaps none. */
    @SuppressWarnings("try") // opened for its end
    final Boxes choose(Tensor map, ImageSize image) {
        try (Engine.NoGrad noGrad = engine().noGrad()) {
            return ranked().choose(map, rpn().proposals(map, image), image);
        }
    }

    /** Logits {@code [1, classes]} of an image from its regions, at least one. */
    final Tensor logits(Tensor map, Boxes chosen, Permutations random) {
        return head().forward(ranked().describe(map, chosen, random));
    }
}
