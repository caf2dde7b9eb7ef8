/**
 * The data of a run: its splits, pinned by their locks, and the images, lesion masks and batches that are read from them. Start at
 * {@code RunData}.
 *
 * <p>Knows nothing of cells.
 */
package org.ctbench.harness.run.data;
