/**
 * Networks of other frameworks, opened to be evaluated; start at {@link org.ctbench.models.inference.InferenceNetwork}. A
 * module for each framework brings an {@link org.ctbench.models.inference.InferenceProvider}.
 */
package org.ctbench.models.inference;
