/**
 * Whether a run fell behind an earlier one, for a CI job: digit by digit ({@link org.ctbench.harness.check.ExactCheck}) or by a test
 * ({@link org.ctbench.harness.check.RegressionCheck}). The rule of the latter, with the proof of what it promises, is {@link
 * org.ctbench.harness.check.DropRule}.
 */
package org.ctbench.harness.check;
