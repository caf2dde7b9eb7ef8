/**
 * The engine whose results are the same bits on every machine; start at {@link org.ctbench.models.exact.ExactEngine#open}.
 *
 * <p><b>Arithmetic.</b> Nothing but additions, subtractions, multiplications, divisions, square roots and fused
 * multiply-adds of IEEE 754, which round alike everywhere, and {@link java.lang.StrictMath} in double. Every sum has an order
 * that the algorithm fixes: lanes of vectors and threads divide results, never the terms of one. Long sums are chains of
 * {@value org.ctbench.models.exact.TileKernel#CHAIN} terms that are added in their order.
 *
 * <p><b>Convolutions</b> and matrix products are sums of products for tiles of six rows and 64 columns; see {@link
 * org.ctbench.models.exact.TileKernel}. A change that can move one bit raises the version of the arithmetic; {@code
 * org.ctbench.models.proof.ArithmeticProof} holds its digests.
 */
package org.ctbench.models.exact;
