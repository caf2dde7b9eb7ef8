/**
 * Computes the cells of a run in one process: trains, evaluates and segments, and saves checkpoints to go on from. Start at
 * {@code CellWork}.
 *
 * <p>Knows nothing of the run as a whole nor of other processes.
 */
package org.ctbench.harness.run.work;
