/**
 * The engine on ND4J; start at {@link org.ctbench.models.nd4j.Nd4jEngine#open}.
 *
 * <p><b>Who computes.</b> Arrays, matrix products and devices are ND4J's. On a CPU, batch normalisation, pooling, element
 * by element operations and Adam are loops over the same memory, and convolutions go to oneDNN directly, because ND4J's own
 * operations are several times slower there or lose digits; {@link org.ctbench.models.nd4j.EngineOptions.Kernels} chooses.
 * RoIAlign, losses and what only moves elements are loops with every choice; where a backend computes outside host memory,
 * they run on copies.
 *
 * <p><b>Memory.</b> All elements live outside the Java heap in blocks of one pool per engine; blocks go back to the pool
 * when their last holder lets go: the scope of a tensor, the tape for what it saved, a variable for its value and gradient.
 * A repeated step allocates nothing. Gradients of intermediate tensors go as soon as they have been passed on, and are
 * overwritten in place when nobody else holds them.
 *
 * <p><b>Threads.</b> One calling thread at a time. Loops run on it and on {@code threads - 1} daemon threads, in parts that
 * do not depend on the number of threads; oneDNN and OpenBLAS run as many threads of their own, and their sums do.
 */
package org.ctbench.models.nd4j;
