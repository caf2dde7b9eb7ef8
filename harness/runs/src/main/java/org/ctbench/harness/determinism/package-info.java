/**
 * Whether a training comes to the same bits again; start at {@link org.ctbench.harness.determinism.DeterminismCheck}.
 *
 * <p>Two trainings run side by side, step by step, each in a process of its own. After every step their losses and the digests
 * of all weights, buffers and optimizer moments are compared; where one differs, both are asked for its values.
 */
package org.ctbench.harness.determinism;
