/**
 * Values that are means over folds, seeds or sets: whether predictions can have all of them; start at
 * {@link org.ctbench.harness.audit.means.MeanSearch}.
 *
 * <p>All arithmetic is exact, on whole numbers and fractions of them.
 */
package org.ctbench.harness.audit.means;
