package org.ctbench.models.classifiers;

/** Makes classifiers of one kind. Implementations have a public constructor without arguments, for ServiceLoader. */
public interface ClassifierProvider extends ModelProvider {
    @Override
    Class<? extends ImageClassifier> modelClass();

    @Override
    ImageClassifier create(ModelSpec spec);
}
