package org.ctbench.harness.predictions;

/**
 * What counts of a prediction.
 *
 * @param image id of the slice
 * @param patient whose it is
 * @param pair {@code true class * classes + predicted class}
 */
public record CountedSlice(String image, String patient, int pair) {}
