/**
 * Checks of the images themselves: are they there, whole, grey, and in one split only. Start at
 * {@link org.ctbench.datasets.verify.DataVerifier}; {@link org.ctbench.datasets.verify.DataStatus} says what is there and
 * what to download.
 */
package org.ctbench.datasets.verify;
