package org.ctbench.datasets.lesion;

import java.util.List;

/**
 * What a detector learns from one mask.
 *
 * @param lesions ordered by label, then by their first pixel in reading order; empty for a slice without lesions
 * @param planeLost true if the rules as in the released code took a lesion for lung or background (D-27)
 */
public record LesionTargets(List<Lesion> lesions, boolean planeLost) {
    public LesionTargets {
        lesions = List.copyOf(lesions);
    }
}
