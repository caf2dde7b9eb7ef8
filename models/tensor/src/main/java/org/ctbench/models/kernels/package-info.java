/**
 * What an engine must compute, on blocks of memory; and loops over host memory that compute all of it but convolutions and
 * matrix products, the same bits on every machine.
 */
package org.ctbench.models.kernels;
