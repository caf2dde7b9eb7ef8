package org.ctbench.harness.segmentation;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.ctbench.models.detection.BinaryMask;

/**
 * How the region of all lesions found in a slice covers that of all true ones, as far as Dice and the distances of outlines ask;
 * definitions of Maier-Hein et al., Nature Methods 21 (2024) 195 (Metrics Reloaded). The outline of a region is its pixels of which
 * one of the four neighbours is outside, or beyond the image. Distances are between centres of pixels, in pixels: the published
 * slices do not say how large one is.
 *
 * @param found pixels of the region found
 * @param there pixels of the true region
 * @param shared pixels of both
 * @param foundOutline pixels of the outline of the region found
 * @param thereOutline pixels of the outline of the true region
 * @param foundNear those of {@code foundOutline} at most {@value #TOLERANCE} from the true outline
 * @param thereNear those of {@code thereOutline} at most {@value #TOLERANCE} from the outline found
 * @param distance the larger of the 95th percentiles of the distances of either outline to the other, in pixels; empty if one of the
 *     regions is
 */
public record RegionOverlap(
        int found,
        int there,
        int shared,
        int foundOutline,
        int thereOutline,
        int foundNear,
        int thereNear,
        OptionalDouble distance) {
    /**
     * Pixels by which outlines may differ and count as one. It should be what observers differ by, which is not published of these
     * lesions.
     */
    public static final int TOLERANCE = 2;

    private static final double PERCENTILE = 0.95;

    /** @throws IllegalArgumentException if the numbers do not fit each other */
    public RegionOverlap {
        boolean fits = shared >= 0
                && shared <= Math.min(found, there)
                && fits(found, foundOutline, foundNear)
                && fits(there, thereOutline, thereNear)
                && distance.isPresent() == (found > 0 && there > 0)
                && distance.orElse(0) >= 0
                && Double.isFinite(distance.orElse(0));
        if (!fits) {
            throw new IllegalArgumentException("the numbers of two regions do not fit each other");
        }
    }

    private static boolean fits(int region, int outline, int near) {
        return outline <= region && (outline > 0) == (region > 0) && near >= 0 && near <= outline;
    }

    /**
     * Compares two regions.
     *
     * @throws IllegalArgumentException if they are of slices of different sizes
     */
    public static RegionOverlap of(BinaryMask found, BinaryMask there) {
        Outline one = Outline.of(found);
        Outline two = Outline.of(there);
        int shared = found.intersection(there);
        if (found.area() == 0 || there.area() == 0) {
            return new RegionOverlap(
                    found.area(), there.area(), shared, one.size(), two.size(), 0, 0, OptionalDouble.empty());
        }
        int[] fromFound = two.squaredDistancesOf(one);
        int[] fromThere = one.squaredDistancesOf(two);
        return new RegionOverlap(
                found.area(),
                there.area(),
                shared,
                one.size(),
                two.size(),
                near(fromFound),
                near(fromThere),
                OptionalDouble.of(Math.max(percentile(fromFound), percentile(fromThere))));
    }

    private static int near(int[] squared) {
        return (int)
                Arrays.stream(squared).filter(d -> d <= TOLERANCE * TOLERANCE).count();
    }

    /** Between two distances, linearly, as numpy does. */
    private static double percentile(int[] squared) {
        int[] sorted = squared.clone();
        Arrays.sort(sorted);
        double at = PERCENTILE * (sorted.length - 1);
        int below = (int) at;
        double low = Math.sqrt(sorted[below]);
        double high = Math.sqrt(sorted[Math.min(below + 1, sorted.length - 1)]);
        return low + (at - below) * (high - low);
    }

    /** 2 shared / (found + there): Dice, Ecology 26 (1945) 297; empty if both regions are. */
    public OptionalDouble dice() {
        return ratio(2L * shared, (long) found + there);
    }

    /**
     * Share of both outlines that is near the other: Nikolov et al., Journal of Medical Internet Research 23 (2021) e26151, with pixels
     * for elements of surface; empty if both regions are.
     */
    public OptionalDouble surfaceDice() {
        return ratio((long) foundNear + thereNear, (long) foundOutline + thereOutline);
    }

    private static OptionalDouble ratio(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
