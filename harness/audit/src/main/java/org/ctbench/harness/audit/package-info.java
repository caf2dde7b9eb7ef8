/**
 * What a paper's own values, lists and equations give away, without data and without a GPU; a result of any check is a
 * {@link org.ctbench.harness.audit.findings.AuditFinding}.
 *
 * <p>No check guesses: what it calls a contradiction is proved, and what it did not settle is said to be unsettled.
 */
package org.ctbench.harness.audit;
