/**
 * Masks and documents of COCO (Lin et al. 2014), as pycocotools reads and writes them; start at {@link
 * org.ctbench.harness.coco.CocoResults}.
 *
 * <p>A results file is a list of predictions, each with the id of its image. An annotation file says which image has which id, and
 * which lesions are there.
 */
package org.ctbench.harness.coco;
