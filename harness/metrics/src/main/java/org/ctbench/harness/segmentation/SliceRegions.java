package org.ctbench.harness.segmentation;

import java.util.List;
import java.util.Objects;

/**
 * How the regions of all lesions found in a slice and of all true ones cover each other.
 *
 * @param slice id of the slice
 * @param atScores where lesions above each score of the plan count, in its order
 */
public record SliceRegions(String slice, List<RegionOverlap> atScores) {
    public SliceRegions {
        Objects.requireNonNull(slice, "slice");
        atScores = List.copyOf(atScores);
    }
}
