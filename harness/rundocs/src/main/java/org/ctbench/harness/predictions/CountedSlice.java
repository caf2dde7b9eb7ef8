package org.ctbench.harness.predictions;

/**
 * A prediction as it is counted.
 *
 * @param image id of the slice
 * @param patient whose it is
 * @param pair {@code true class * classes + predicted class}
 */
public record CountedSlice(String image, String patient, int pair) {}
