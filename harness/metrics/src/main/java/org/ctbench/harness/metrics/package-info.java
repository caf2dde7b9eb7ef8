/**
 * The registry of metrics, and all that follows from counts alone; start at {@link org.ctbench.harness.metrics.Metric}.
 *
 * <p>Pure functions of integers. What has no value is empty and says why; it is never a NaN, a zero or a dash.
 */
package org.ctbench.harness.metrics;
