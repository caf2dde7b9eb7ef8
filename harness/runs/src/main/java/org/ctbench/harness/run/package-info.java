/**
 * Runs a plan: data in place, models trained and evaluated, results written. Start at {@code Reproduction}.
 *
 * <p>Knows no command line; says how far it is through {@link org.ctbench.harness.progress.Progress}.
 */
package org.ctbench.harness.run;
