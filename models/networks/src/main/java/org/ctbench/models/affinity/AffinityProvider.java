package org.ctbench.models.affinity;

import java.util.List;
import java.util.Optional;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.WeightAnswer;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.weights.WeightFile;

/** Makes Affinity models. */
public final class AffinityProvider implements ClassifierProvider {
    private static final int STANDARD = 16;

    /** For ServiceLoader. */
    public AffinityProvider() {}

    @Override
    public String id() {
        return "affinity";
    }

    @Override
    public String summary() {
        return "Affinity model: segments lesions and classifies the image by the affinities of its regions";
    }

    @Override
    public AffinityOptions options() {
        return AffinityOptions.standard(STANDARD);
    }

    @Override
    public Class<AffinityClassifier> modelClass() {
        return AffinityClassifier.class;
    }

    @Override
    public ImageClassifier create(ModelSpec spec) {
        return new AffinityClassifier(spec.options().as(AffinityOptions.class, "the Affinity model"), spec);
    }

    @Override
    public ModelDescription describe(ModelForm form, ModelOptions options) {
        AffinityNetwork net =
                new AffinityNetwork(options.as(AffinityOptions.class, "the Affinity model"), form.classes());
        return ModelDescription.of(this, form, net, net.describe(form));
    }

    @Override
    public Optional<WeightFit> fit(WeightFile weights, ModelOptions otherwise) {
        return Optional.of(AffinityFit.of(weights, otherwise.as(AffinityOptions.class, "the Affinity model"))
                .fit(id()));
    }

    @Override
    public List<WeightAnswer> examine(WeightFile weights) {
        return AffinityQuestions.of(weights);
    }
}
