/**
 * A run as a grid of cells, each computed whole or not at all and kept under the digest of everything that determines it;
 * start at {@link org.ctbench.harness.cells.Grid}.
 *
 * <p>Knows what a cell depends on and where its files stand; knows no engine and computes nothing.
 */
package org.ctbench.harness.cells;
