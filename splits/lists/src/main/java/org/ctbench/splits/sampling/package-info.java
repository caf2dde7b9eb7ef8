/** Draws other training samples, each with a lock of its own. */
package org.ctbench.splits.sampling;
