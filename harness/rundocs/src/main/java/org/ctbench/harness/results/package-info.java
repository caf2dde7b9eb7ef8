/**
 * What a run leaves behind: predictions per slice as CSV ({@link org.ctbench.harness.results.PredictionFile}) and one
 * results document ({@link org.ctbench.harness.results.RunResults}), from which every table can be made again.
 *
 * <p>Both are described field by field in {@code harness/RESULTS.md}.
 */
package org.ctbench.harness.results;
