package org.ctbench.harness.plan;

import java.util.List;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;

/** What stands for the model of an item that ctbench does not train: it classifies, and nothing else is known of it. */
final class ScoredModel implements ClassifierProvider {
    private static final int CHANNELS = 3;

    private final ForeignModel foreign;

    ScoredModel(ForeignModel foreign) {
        this.foreign = foreign;
    }

    @Override
    public String id() {
        return foreign.kind();
    }

    @Override
    public String summary() {
        return foreign.summary();
    }

    @Override
    public Class<ImageClassifier> modelClass() {
        return ImageClassifier.class;
    }

    @Override
    public ImageClassifier create(ModelSpec spec) {
        throw new UnsupportedOperationException("no model of ctbench stands behind " + id());
    }

    @Override
    public ModelDescription describe(ModelForm form, ModelOptions options) {
        List<Integer> input = List.of(1, CHANNELS, form.height(), form.width());
        return new ModelDescription(id(), summary(), form.classes(), input, List.of(), 0, 0, 0, 0);
    }
}
