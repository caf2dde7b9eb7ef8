package org.ctbench.harness.plan;

import java.util.List;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;

/** What stands for the model of an item whose predictions are read: it classifies, and nothing else is known of it. */
final class ScoredModel implements ClassifierProvider {
    static final ScoredModel INSTANCE = new ScoredModel();

    private static final int CHANNELS = 3;

    private ScoredModel() {}

    @Override
    public String id() {
        return "predictions";
    }

    @Override
    public String summary() {
        return "predictions of another program, read from files";
    }

    @Override
    public Class<ImageClassifier> modelClass() {
        return ImageClassifier.class;
    }

    @Override
    public ImageClassifier create(ModelSpec spec) {
        throw new UnsupportedOperationException("predictions are read, not computed");
    }

    @Override
    public ModelDescription describe(ModelForm form, ModelOptions options) {
        List<Integer> input = List.of(1, CHANNELS, form.height(), form.width());
        return new ModelDescription(id(), summary(), form.classes(), input, List.of(), 0, 0, 0, 0);
    }
}
