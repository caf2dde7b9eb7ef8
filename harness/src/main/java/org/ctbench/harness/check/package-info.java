/**
 * Whether a run fell behind an earlier one, for a CI job; start at {@link org.ctbench.harness.check.RegressionCheck}. The
 * rule, with the proof of what it promises, is {@link org.ctbench.harness.check.DropRule}.
 */
package org.ctbench.harness.check;
