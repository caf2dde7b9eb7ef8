/**
 * What a run shall do, as a document; start at {@link org.ctbench.harness.plan.Plans}.
 *
 * <p>One immutable record per concern, read strictly and validated in its constructor. Precedence: setting on the
 * command line, then plan, then default; the defaults stand in one resource, {@code defaults.yaml}.
 */
package org.ctbench.harness.plan;
