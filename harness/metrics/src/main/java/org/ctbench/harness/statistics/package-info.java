/**
 * How sure a value is, and whether two values differ; start at {@link org.ctbench.harness.statistics.Estimates}.
 *
 * <p>Pure functions of labels and numbers: knows no file, no run and no page. Slices of one patient resemble each other,
 * so that the patient is what is resampled wherever patients are known. What cannot be told is {@link
 * org.ctbench.harness.statistics.Uncertainty.Unknown} with its reason, never an interval of width zero.
 */
package org.ctbench.harness.statistics;
