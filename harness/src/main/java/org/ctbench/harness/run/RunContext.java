package org.ctbench.harness.run;

import java.nio.file.Path;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.progress.Progress;
import org.ctbench.models.tensor.Engine;

/**
 * What all models of a run share.
 *
 * @param plan the plan
 * @param engine what computes
 * @param images splits, images and lesion masks
 * @param progress where long work says how far it is
 * @param stopwatch is told how long each part took
 * @param folder of the run
 */
record RunContext(Plan plan, Engine engine, ImageSets images, Progress progress, Stopwatch stopwatch, Path folder) {}
