/**
 * Finds the file of a slice in the folders and archives that users really have. Start at
 * {@link org.ctbench.datasets.layout.DataRoot}.
 *
 * <p>Names inside archives are only ever compared with the names of slices; nothing is written to a path that an
 * archive names.
 */
package org.ctbench.datasets.layout;
