/**
 * CT slices as files and as numbers: {@link org.ctbench.datasets.layout.DataRoot} finds the files of a data set,
 * {@link org.ctbench.datasets.cache.SliceCache} decodes and resizes them once, and
 * {@link org.ctbench.datasets.preprocess.Preprocessing} turns them into what a network reads.
 *
 * <p>Knows slices and splits; knows no model, protocol or metric.
 */
package org.ctbench.datasets;
