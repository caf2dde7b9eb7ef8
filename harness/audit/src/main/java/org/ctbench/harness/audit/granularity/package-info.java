/**
 * Printed values and the exact values that can stand behind them; start at
 * {@link org.ctbench.harness.audit.granularity.Granularity}.
 *
 * <p>All arithmetic is exact, on fractions of whole numbers.
 */
package org.ctbench.harness.audit.granularity;
