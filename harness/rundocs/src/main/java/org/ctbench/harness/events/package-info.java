/**
 * What happens during a run, one line of JSON per event, for those who watch it; start at {@link
 * org.ctbench.harness.events.Event}.
 *
 * <p>The log tells how a run went and never decides anything: results come from files that are verified by digest.
 */
package org.ctbench.harness.events;
