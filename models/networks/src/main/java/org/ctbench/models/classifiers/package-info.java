/**
 * Models as the protocol sees them: found by name, trained step by step, asked for probabilities or lesions; start at
 * {@link org.ctbench.models.classifiers.ModelRegistry}.
 *
 * <p>A model brings its own {@link org.ctbench.models.classifiers.ModelProvider}, which {@link java.util.ServiceLoader}
 * finds: a {@link org.ctbench.models.classifiers.ClassifierProvider}, or a {@link
 * org.ctbench.models.classifiers.SegmentationModelProvider} if it classifies no images.
 */
package org.ctbench.models.classifiers;
