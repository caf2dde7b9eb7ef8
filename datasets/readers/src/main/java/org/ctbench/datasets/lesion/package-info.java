/** Lesion masks and the targets made of them. Start at {@link org.ctbench.datasets.lesion.LesionMask}. */
package org.ctbench.datasets.lesion;
