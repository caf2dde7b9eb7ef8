/**
 * Decoded slices to network input, in the arithmetic of the released code. Start at
 * {@link org.ctbench.datasets.preprocess.Preprocessing}.
 */
package org.ctbench.datasets.preprocess;
