package org.ctbench.harness.recheck;

import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.results.FileReference;

/**
 * An evaluation whose slices can be drawn.
 *
 * @param cell the evaluation, or the search for lesions
 * @param weights of the model
 * @param slices number of its slices
 * @param file the predictions, or the lesions
 */
record EvaluatedSet(CellName cell, TrainedPart.Source weights, int slices, FileReference file) {}
