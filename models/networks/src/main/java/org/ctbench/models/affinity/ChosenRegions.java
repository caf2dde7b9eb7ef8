package org.ctbench.models.affinity;

import java.util.Arrays;
import java.util.List;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.tensor.RegionOps.Regions;

/**
 * The regions by which the images of a batch are classified. Immutable.
 *
 * <p>Each image has the same number of places; where it has fewer regions, some are repeated (D-15).
 */
final class ChosenRegions {
    private final Regions distinct;
    private final int[] slots;
    private final int places;

    private ChosenRegions(Regions distinct, int[] slots, int places) {
        this.distinct = distinct;
        this.slots = slots;
        this.places = places;
    }

    /**
     * Regions of each image with the region of each of its places.
     *
     * @param regions distinct regions of each image, best first, at least one
     * @param slots for each image, the index of a region for each place
     */
    static ChosenRegions of(List<Boxes> regions, List<int[]> slots) {
        int places = slots.get(0).length;
        int count = regions.stream().mapToInt(Boxes::size).sum();
        int[] images = new int[count];
        float[] boxes = new float[4 * count];
        int[] all = new int[places * regions.size()];
        int before = 0;
        for (int image = 0; image < regions.size(); image++) {
            float[] own = regions.get(image).coordinates();
            System.arraycopy(own, 0, boxes, 4 * before, own.length);
            Arrays.fill(images, before, before + own.length / 4, image);
            for (int place = 0; place < places; place++) {
                all[places * image + place] = before + slots.get(image)[place];
            }
            before += own.length / 4;
        }
        return new ChosenRegions(new Regions(images, boxes), all, places);
    }

    /** Number of images. */
    int images() {
        return slots.length / places;
    }

    /** Every region once, image by image. */
    Regions distinct() {
        return distinct;
    }

    /** Whether a region stands at several places. */
    boolean padded() {
        return distinct.count() < slots.length;
    }

    /** For each place of each image, the index of its region among {@link #distinct}. */
    int[] slots() {
        return slots.clone();
    }

    /** Indices of the places of one image among those of all. */
    int[] places(int image) {
        int[] own = new int[places];
        Arrays.setAll(own, place -> places * image + place);
        return own;
    }
}
