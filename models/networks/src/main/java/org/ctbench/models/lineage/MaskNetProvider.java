package org.ctbench.models.lineage;

import java.util.Optional;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.maskrcnn.DetectorFit;
import org.ctbench.models.weights.WeightFile;

/** Makes COVID-CT-Mask-Net classifiers. */
public final class MaskNetProvider implements ClassifierProvider {
    /** For ServiceLoader. */
    public MaskNetProvider() {}

    @Override
    public String id() {
        return "covid-ct-mask-net";
    }

    @Override
    public String summary() {
        return "COVID-CT-Mask-Net: classifies the image by the ranked boxes of a trained Mask R-CNN";
    }

    @Override
    public MaskNetOptions options() {
        return MaskNetOptions.standard();
    }

    @Override
    public Class<MaskNetClassifier> modelClass() {
        return MaskNetClassifier.class;
    }

    @Override
    public ImageClassifier create(ModelSpec spec) {
        return new MaskNetClassifier(spec.options().as(MaskNetOptions.class, "COVID-CT-Mask-Net"), spec);
    }

    @Override
    public ModelDescription describe(ModelForm form, ModelOptions options) {
        MaskNetNetwork net = new MaskNetNetwork(options.as(MaskNetOptions.class, "COVID-CT-Mask-Net"), form.classes());
        return ModelDescription.of(this, form, net, net.describe(form));
    }

    @Override
    public Optional<WeightFit> fit(WeightFile weights, ModelOptions otherwise) {
        DetectorFit sizes = DetectorFit.of(weights, SingleShotNetwork.UP);
        MaskNetOptions standard = otherwise.as(MaskNetOptions.class, "COVID-CT-Mask-Net");
        MaskNetOptions options = new MaskNetOptions(
                sizes.backbone(),
                sizes.features(),
                sizes.hidden(),
                BoxListNetwork.regions(weights, standard),
                standard.regionNms(),
                standard.roiPad(),
                BoxListNetwork.headWidth(weights, standard),
                standard.batchNormTraining(),
                standard.fpnInit(),
                standard.detector());
        int classes = BoxListNetwork.classes(weights);
        return Optional.of(sizes.to(id(), classes, options, new MaskNetNetwork(options, classes)));
    }
}
