package org.ctbench.models.maskrcnn;

import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.SegmentationModelProvider;

/** Makes Mask R-CNN segmentation models. */
public final class MaskRcnnProvider implements SegmentationModelProvider {
    /** For ServiceLoader. */
    public MaskRcnnProvider() {}

    @Override
    public String id() {
        return "maskrcnn";
    }

    @Override
    public String summary() {
        return "Mask R-CNN that segments lesions, on a residual network with one feature level (Table 3 of the paper)";
    }

    @Override
    public MaskRcnnOptions options() {
        return MaskRcnnOptions.standard();
    }

    @Override
    public boolean needsLesions() {
        return true;
    }

    @Override
    public SegmentationModel create(ModelSpec spec) {
        return new MaskRcnnModel(spec.engine(), spec.seed(), spec.options().as(MaskRcnnOptions.class, "Mask R-CNN"));
    }

    @Override
    public ModelDescription describe(ModelForm form, ModelOptions options) {
        MaskRcnnNetwork net = new MaskRcnnNetwork(options.as(MaskRcnnOptions.class, "Mask R-CNN"));
        return ModelDescription.of(this, form, net, net.describe(form.height(), form.width()));
    }
}
