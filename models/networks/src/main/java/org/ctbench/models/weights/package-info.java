/**
 * Weights as files (safetensors, which PyTorch users can read) and as one digest; start at {@link
 * org.ctbench.models.weights.WeightFile}.
 */
package org.ctbench.models.weights;
