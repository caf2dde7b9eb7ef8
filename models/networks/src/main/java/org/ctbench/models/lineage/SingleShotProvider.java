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

/** Makes Single Shot Model classifiers. */
public final class SingleShotProvider implements ClassifierProvider {
    /** For ServiceLoader. */
    public SingleShotProvider() {}

    @Override
    public String id() {
        return "singleshot";
    }

    @Override
    public String summary() {
        return "Single Shot Model: segments lesions and classifies the image by its ranked boxes";
    }

    @Override
    public SingleShotOptions options() {
        return SingleShotOptions.standard();
    }

    @Override
    public Class<SingleShotClassifier> modelClass() {
        return SingleShotClassifier.class;
    }

    @Override
    public ImageClassifier create(ModelSpec spec) {
        return new SingleShotClassifier(spec.options().as(SingleShotOptions.class, "Single Shot Model"), spec);
    }

    @Override
    public ModelDescription describe(ModelForm form, ModelOptions options) {
        SingleShotNetwork net =
                new SingleShotNetwork(options.as(SingleShotOptions.class, "Single Shot Model"), form.classes());
        return ModelDescription.of(this, form, net, net.describe(form));
    }

    @Override
    public Optional<WeightFit> fit(WeightFile weights, ModelOptions otherwise) {
        DetectorFit sizes = DetectorFit.of(weights, SingleShotNetwork.UP);
        SingleShotOptions standard = otherwise.as(SingleShotOptions.class, "Single Shot Model");
        SingleShotOptions options = new SingleShotOptions(
                sizes.backbone(),
                sizes.features(),
                sizes.hidden(),
                sizes.maskWidth(standard.maskWidth()),
                BoxListNetwork.regions(weights, standard),
                standard.regionNms(),
                standard.roiPad(),
                BoxListNetwork.headWidth(weights, standard),
                standard.copy(),
                standard.fpnInit(),
                standard.detector());
        int classes = BoxListNetwork.classes(weights);
        return Optional.of(sizes.to(id(), classes, options, new SingleShotNetwork(options, classes)));
    }
}
