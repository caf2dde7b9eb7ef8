/**
 * The engine on ND4J; start at {@link org.ctbench.models.nd4j.Nd4jEngine#open}.
 *
 * <p>Arrays, matrix products and devices are ND4J's. On a CPU, batch normalisation, pooling, element by element operations and
 * Adam are the loops of {@link org.ctbench.models.kernels} over the same memory, and convolutions go to oneDNN directly, because
 * ND4J's own operations are several times slower there or lose digits; {@link org.ctbench.models.nd4j.EngineOptions.Kernels}
 * chooses. All elements live outside the Java heap. oneDNN and OpenBLAS run threads of their own, and their sums depend on them.
 */
package org.ctbench.models.nd4j;
