/**
 * What checks of engines found, as documents in the folder of a run: whether trainings repeat to the bit ({@link
 * org.ctbench.harness.findings.DeterminismFinding}), and what another engine changes ({@link
 * org.ctbench.harness.findings.EnginesFinding}).
 *
 * <p>Knows no engine; the checks themselves are in the module {@code runs}.
 */
package org.ctbench.harness.findings;
