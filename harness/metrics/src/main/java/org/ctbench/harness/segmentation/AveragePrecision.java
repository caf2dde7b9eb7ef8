package org.ctbench.harness.segmentation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Average precision, in both definitions, and FROC of slices each of which counts as often as it was drawn. What does not depend on that,
 * the overlaps, who serves which lesion and the ranking, is worked out once. Immutable.
 */
public final class AveragePrecision {
    private final List<MaskAp> ofEach;
    private final CocoAp ranked;

    private AveragePrecision(List<MaskAp> ofEach, CocoAp ranked) {
        this.ofEach = ofEach;
        this.ranked = ranked;
    }

    /** Works out what does not depend on how often slices are drawn. */
    public static AveragePrecision of(List<SliceLesions> slices) {
        return new AveragePrecision(slices.stream().map(SliceLesions::authorAp).toList(), CocoAp.of(slices));
    }

    /** As if each slice was drawn once: the set as it is. */
    public int[] eachOnce() {
        int[] once = new int[ofEach.size()];
        Arrays.fill(once, 1);
        return once;
    }

    /** Number of lesions in what was drawn. */
    public int lesions(int[] drawn) {
        return ranked.lesions(drawn);
    }

    /**
     * As the released code computes it: per slice, then the mean over slices.
     *
     * @param drawn how often each slice was drawn, 0 or more
     * @return empty if what was drawn has no lesion: a model that finds nothing would be right everywhere
     */
    public Optional<MaskAp> author(int[] drawn) {
        double[] sums = new double[MaskAp.THRESHOLDS];
        int slices = 0;
        for (int i = 0; i < drawn.length; i++) {
            slices += drawn[i];
            List<Double> own = ofEach.get(i).perThreshold();
            for (int t = 0; t < sums.length; t++) {
                sums[t] += drawn[i] * own.get(t);
            }
        }
        int all = slices;
        return lesions(drawn) == 0 ? Optional.empty() : Optional.of(MaskAp.ofEach(t -> sums[t] / all));
    }

    /**
     * As COCO defines it: one ranking over all slices. It is that of a set in which each slice stands as often as it was drawn,
     * its copies next to each other, so that they decide between equal scores as COCO's stable sort does.
     *
     * @param drawn how often each slice was drawn, 0 or more
     * @return empty if what was drawn has no lesion
     */
    public Optional<MaskAp> coco(int[] drawn) {
        return ranked.ap(drawn);
    }

    /**
     * Mean sensitivity of the free-response ROC curve at 1/8, 1/4, 1/2, 1, 2, 4 and 8 false positives a slice, where a lesion is found
     * by an overlap of 0.5; the matching, and its limit of 100 predictions of a slice, are COCO's.
     *
     * @param drawn how often each slice was drawn, 0 or more
     * @return in [0, 1]; empty if what was drawn has no lesion
     */
    public OptionalDouble froc(int[] drawn) {
        return ranked.froc(drawn);
    }
}
