package org.ctbench.harness.recheck;

import java.util.List;

/**
 * Slices of an evaluation that were drawn.
 *
 * @param set the evaluation
 * @param indices of the slices in its split, ascending
 */
record DrawnSlices(EvaluatedSet set, List<Integer> indices) {}
