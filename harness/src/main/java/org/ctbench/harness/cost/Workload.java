package org.ctbench.harness.cost;

import org.ctbench.models.classifiers.ModelOptions;

/**
 * What decides how long a step takes: two models of a plan with equal workloads are calibrated once.
 *
 * @param model id of the model
 * @param options its options, what is trained among them
 * @param size rows and columns of an image
 * @param batch classified images at once
 */
record Workload(String model, ModelOptions options, int size, int batch) {}
