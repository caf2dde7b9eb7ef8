package __package__;

import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;

/** Makes the baseline; plans name it {@code __id__}. */
public final class __Name__Provider implements ClassifierProvider {
    @Override
    public String id() {
        return "__id__";
    }

    @Override
    public String summary() {
        return "three convolutions, a global average and a linear layer";
    }

    @Override
    public Class<__Name__Classifier> modelClass() {
        return __Name__Classifier.class;
    }

    @Override
    public ImageClassifier create(ModelSpec spec) {
        return new __Name__Classifier(spec);
    }

    @Override
    public ModelDescription describe(ModelForm form, ModelOptions options) {
        return ModelDescription.of(this, form, new __Name__Network(form.classes()));
    }
}
