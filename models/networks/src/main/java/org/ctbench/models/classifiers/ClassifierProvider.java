package org.ctbench.models.classifiers;

/** Makes classifiers of one kind. Implementations have a public constructor without arguments, for ServiceLoader. */
public interface ClassifierProvider extends ModelProvider {
    /**
     * A classifier with initial weights.
     *
     * @throws IllegalArgumentException if the options are not of the class of {@link #options()}
     */
    ImageClassifier create(ClassifierSpec spec);
}
