/**
 * Computes randomly drawn parts of a finished run again and demands equal digests. Start at {@code Recheck}.
 *
 * <p>Writes nothing into the folder of the run; what is unfinished lies in a folder of its own, from which it goes on.
 */
package org.ctbench.harness.recheck;
