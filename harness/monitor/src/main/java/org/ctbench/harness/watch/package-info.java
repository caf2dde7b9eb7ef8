/**
 * How a run stands, told from its log alone: whether it goes on in another process, was killed or is over. Start at {@link
 * org.ctbench.harness.watch.RunWatch}.
 *
 * <p>Nothing here writes into the folder of a run. What was not measured is shown as unknown.
 */
package org.ctbench.harness.watch;
