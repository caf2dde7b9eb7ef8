/**
 * Generated chest CT: three data sets with the folders, names, lists and masks of the real ones; start at {@link
 * org.ctbench.datasets.phantom.PhantomGenerator}.
 *
 * <p>Every byte follows from a {@link org.ctbench.datasets.phantom.PhantomSpec} on every platform: random numbers come
 * from seeds derived by name, functions from {@link java.lang.StrictMath}, and both image encoders are here. Lengths are
 * millimetres and densities Hounsfield units (HU) until a slice is windowed to 8 bits. Nothing measured on these images
 * says anything about patients.
 */
package org.ctbench.datasets.phantom;
