/**
 * What a model could reach without looking at lesions: classifiers that see no pixel, and the slices on which their knowledge
 * is of no use.
 */
package org.ctbench.harness.shortcuts;
