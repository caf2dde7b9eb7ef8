/**
 * What runs left, read and checked against their digests: start at {@link org.ctbench.harness.evidence.Evidence}.
 *
 * <p>Joins several runs into one: runs with other seeds, and runs of parts of a plan.
 */
package org.ctbench.harness.evidence;
