package org.ctbench.models.lineage;

import java.util.List;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.Permutations;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.maskrcnn.Backbone;
import org.ctbench.models.tensor.Tensor;

/** A network that classifies an image by the list of its best boxes. */
abstract class BoxListNetwork extends Module {
    abstract Backbone backbone();

    abstract BoxListHead head();

    /** The boxes that describe an image with features {@code map [1, C, h, w]}. */
    abstract Boxes choose(Tensor map, ImageSize image);

    /** Logits {@code [1, classes]} of an image from its boxes. */
    abstract Tensor logits(Tensor map, Boxes chosen, Permutations random);

    abstract List<LayerSummary> describe(ModelForm form);
}
