/**
 * What follows from a model's equations alone, computed on small random numbers; start at
 * {@link org.ctbench.harness.audit.structure.StructureAudit}.
 */
package org.ctbench.harness.audit.structure;
