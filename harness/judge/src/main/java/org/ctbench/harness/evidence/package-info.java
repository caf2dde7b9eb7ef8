/**
 * What runs left, read and checked against their digests: start at {@link org.ctbench.harness.evidence.Evidence}. Needs neither
 * data nor network.
 *
 * <p>Joins several runs into one: runs with other seeds, and runs of parts of a plan. What a model made of the slices of a set is
 * an {@link org.ctbench.harness.evidence.Evaluation}, a classification or a search for lesions.
 */
package org.ctbench.harness.evidence;
