/**
 * The checks of single values and of whole rows of a paper's tables of classification; start at
 * {@link org.ctbench.harness.audit.tables.FeasibilityAudit} and
 * {@link org.ctbench.harness.audit.tables.GranularityAudit}.
 */
package org.ctbench.harness.audit.tables;
