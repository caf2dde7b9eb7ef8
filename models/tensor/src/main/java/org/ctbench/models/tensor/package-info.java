/**
 * Tensors and differentiable operations. No type of an engine is visible here; engines are
 * found by {@link org.ctbench.models.tensor.EngineRegistry}.
 *
 * <p>All tensors are float32, row-major; images are {@code [N, C, H, W]}. Operations return new tensors and leave their
 * arguments unchanged. Shapes that do not fit throw {@link java.lang.IllegalArgumentException} naming both shapes.
 */
package org.ctbench.models.tensor;
