package org.ctbench.harness.plan;

/**
 * One seed per purpose.
 *
 * @param weights initial weights, and those of a new last layer
 * @param order order of the training images in each epoch
 */
public record Seeds(long weights, long order) {}
