package org.ctbench.harness.run.data;

import java.util.List;
import org.ctbench.models.classifiers.Images;

/**
 * Images with their labels, ready for a network.
 *
 * @param slices the slices, in order
 * @param images their pixels, in the same order
 */
public record Batch(List<LabelledSlice> slices, Images images) {
    /** Class index of each image. */
    public int[] labels() {
        return slices.stream().mapToInt(LabelledSlice::label).toArray();
    }
}
