/**
 * Arithmetic that a paper's own numbers must stand: what its text says of its tables, shares, sizes, confusion matrices and
 * values that follow from each other; start at {@link org.ctbench.harness.audit.arithmetic.ArithmeticAudit}.
 *
 * <p>Every printed number stands for all that rounds or is cut off to it. A contradiction is one whichever way the paper did
 * it.
 */
package org.ctbench.harness.audit.arithmetic;
