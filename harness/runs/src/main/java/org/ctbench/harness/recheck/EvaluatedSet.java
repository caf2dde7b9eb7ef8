package org.ctbench.harness.recheck;

import java.util.Optional;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.results.FileReference;

/**
 * An evaluation whose slices can be computed one by one.
 *
 * @param cell the evaluation, or the search for lesions
 * @param weights of the model; empty if they are not there
 * @param slices number of its slices
 * @param file the predictions, or the lesions
 */
record EvaluatedSet(CellName cell, Optional<TrainedPart.Source> weights, int slices, FileReference file) {}
