/**
 * What another engine changes; start at {@link org.ctbench.harness.engines.EngineComparison}.
 *
 * <p>A model of a plan is trained on two engines with the same initial weights, batches and random draws: layer by layer in the
 * first step, loss by loss and weight by weight in the following ones, and by what the trained models say of the same slices.
 */
package org.ctbench.harness.engines;
