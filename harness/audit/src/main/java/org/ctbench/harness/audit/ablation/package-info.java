/**
 * What a discrepancy is worth: plans that run both readings of it, and which metrics the other reading moves; start at
 * {@link org.ctbench.harness.audit.ablation.Ablation}.
 */
package org.ctbench.harness.audit.ablation;
