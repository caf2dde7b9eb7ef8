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
        return "Mask R-CNN that segments lesions, on a residual network with one feature level (article's Table 3)";
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
        return new MaskRcnnModel(spec.engine(), spec.seed(), own(spec.options()));
    }

    @Override
    public ModelDescription describe(ModelForm form, ModelOptions options) {
        MaskRcnnNetwork net = new MaskRcnnNetwork(own(options));
        return ModelDescription.of(this, form, net, net.describe(form.height(), form.width()));
    }

    private static MaskRcnnOptions own(ModelOptions options) {
        if (options instanceof MaskRcnnOptions own) {
            return own;
        }
        throw new IllegalArgumentException("Mask R-CNN takes MaskRcnnOptions, not " + options);
    }
}
