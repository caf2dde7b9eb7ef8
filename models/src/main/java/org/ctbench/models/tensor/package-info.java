/**
 * Tensors and differentiable operations. No type of the engine behind (ND4J) is visible here, so that another engine can
 * stand behind the same interfaces.
 *
 * <p>All tensors are float32, row-major; images are {@code [N, C, H, W]}. Operations return new tensors and leave their
 * arguments unchanged. Shapes that do not fit throw {@link java.lang.IllegalArgumentException} naming both shapes.
 */
package org.ctbench.models.tensor;
