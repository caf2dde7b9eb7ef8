/**
 * Published lists of images: how they are read, found, downloaded and turned into manifests. Start at
 * {@link org.ctbench.splits.lists.SplitImporter}.
 */
package org.ctbench.splits.lists;
