/**
 * Image classifiers as the protocol sees them: found by name, trained step by step, asked for probabilities; start at
 * {@link org.ctbench.models.classifiers.ClassifierRegistry}.
 *
 * <p>A model brings its own {@link org.ctbench.models.classifiers.ClassifierProvider}, which {@link
 * java.util.ServiceLoader} finds.
 */
package org.ctbench.models.classifiers;
