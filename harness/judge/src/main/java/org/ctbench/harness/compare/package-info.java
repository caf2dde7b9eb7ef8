/**
 * Published values beside those of runs, with intervals and verdicts: start at {@link org.ctbench.harness.compare.Comparison}.
 */
package org.ctbench.harness.compare;
