package org.ctbench.harness.plan;

/**
 * One seed per purpose.
 *
 * @param weights initial weights, those of a new last layer, and what a model draws for an image when it is evaluated
 * @param order order of the training images in each epoch, and all else that is drawn in training
 */
public record Seeds(long weights, long order) {}
