package org.ctbench.models.maskrcnn;

import java.util.Optional;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.SegmentationModelProvider;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.weights.WeightFile;

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
    public Class<MaskRcnnModel> modelClass() {
        return MaskRcnnModel.class;
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

    @Override
    public Optional<WeightFit> fit(WeightFile weights, ModelOptions otherwise) {
        DetectorFit sizes = DetectorFit.of(weights, MaskRcnnNetwork.UP);
        MaskRcnnOptions standard = otherwise.as(MaskRcnnOptions.class, "Mask R-CNN");
        MaskRcnnOptions options = new MaskRcnnOptions(
                sizes.backbone(),
                sizes.features(),
                sizes.hidden(),
                sizes.maskWidth(standard.maskWidth()),
                standard.train(),
                standard.fpnInit(),
                standard.detector());
        return Optional.of(sizes.to(id(), 2, options, new MaskRcnnNetwork(options))); // two: it has no image classes
    }
}
