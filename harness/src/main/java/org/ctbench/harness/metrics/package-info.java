/**
 * Figures of a classification, all from one table of counts; start at {@link
 * org.ctbench.harness.metrics.ConfusionMatrix}.
 *
 * <p>Pure functions of integers. What has no value is empty and says why; it is never a NaN, a zero or a dash.
 */
package org.ctbench.harness.metrics;
