package org.ctbench.harness.results;

import java.util.Objects;

/**
 * What the lesion masks of a split hold, by the rules of the article: lesions of more than 100 pixels of the mask.
 *
 * @param split the split
 * @param slices all slices
 * @param negative slices without any lesion
 * @param lesions lesions
 * @param planesLost slices whose lesions the rules of the released code take for lung or background (D-27)
 * @param vanished lesions that have no pixel in the size in which the model sees them, not among {@code lesions}
 */
public record LesionCounts(String split, long slices, long negative, long lesions, long planesLost, long vanished) {
    public LesionCounts {
        Objects.requireNonNull(split, "split");
        if (slices < 0 || negative < 0 || lesions < 0 || planesLost < 0 || vanished < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
    }
}
