/**
 * The protocol, the runs and the command line: the only module that knows the others and joins them.
 *
 * <p>Start at {@link org.ctbench.harness.cli.Main}.
 */
package org.ctbench.harness;
