/**
 * Reads predictions of other programs: CSV, TSV, JSON lines and NPZ. Start at {@link
 * org.ctbench.harness.predictions.PredictionFiles}.
 *
 * <p>Nothing is guessed and nothing is mended: what the files do not say has to be said by a {@link
 * org.ctbench.harness.plan.PredictionSource}, and all faults are reported in one message.
 */
package org.ctbench.harness.predictions;
