/**
 * Runs a plan as a whole: decides which cells are computed, here or in other processes, and writes the results. Start at {@code
 * Reproduction}.
 *
 * <p>The data come from {@code run.data}, the cells are computed in {@code run.work}. Knows no command line; says how far it is
 * through {@link org.ctbench.harness.progress.Progress}.
 */
package org.ctbench.harness.run;
