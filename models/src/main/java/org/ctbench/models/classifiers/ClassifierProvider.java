package org.ctbench.models.classifiers;

/** Makes classifiers of one kind. Implementations have a public constructor without arguments, for ServiceLoader. */
public interface ClassifierProvider {
    /** Name in plans: {@code resnet18}. */
    String id();

    /** One line for people. */
    String summary();

    /** A classifier with initial weights. */
    ImageClassifier create(ClassifierSpec spec);

    /**
     * What {@link #create} would make; needs no engine.
     *
     * @param classes number of classes, at least 2
     * @param height rows of the images
     * @param width columns of the images
     * @throws IllegalArgumentException if the network cannot take such images
     */
    ModelDescription describe(int classes, int height, int width);
}
