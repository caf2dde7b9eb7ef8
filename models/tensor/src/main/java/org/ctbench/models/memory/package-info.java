/**
 * Memory that an engine uses again, and threads for loops over it.
 *
 * <p>Blocks go back to the pool of their engine when their last holder lets go: the scope of a tensor, the tape for what it
 * saved, a variable for its value and gradient. A repeated step allocates nothing. Loops run on the calling thread and on
 * {@code threads - 1} daemon threads, in parts that do not depend on the number of threads.
 */
package org.ctbench.models.memory;
