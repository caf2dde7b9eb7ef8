package org.ctbench.models.detection;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/**
 * What fills the places when fewer regions are found than classify an image: regions are repeated in their order (D-15).
 */
public enum RoiPadding {
    /** As released, with random numbers from the run's seed and the image's name. */
    @JsonProperty("random_seeded")
    RANDOM_SEEDED,
    /** As released: another filling at each evaluation. */
    @JsonProperty("random")
    RANDOM,
    /** Regions spread evenly. */
    @JsonProperty("deterministic")
    DETERMINISTIC;

    /**
     * Region of each place: places in order of rank, the first region first, every region at least once, the last one at
     * least twice if there are fewer regions than places.
     *
     * @param regions found, at least 1
     * @param places to fill, at least 2
     * @param random decides where each region but the first starts; {@link #DETERMINISTIC} does not ask it
     */
    public int[] slots(int regions, int places, Permutations random) {
        if (regions < 1 || places < 2) {
            throw new IllegalArgumentException(regions + " regions for " + places + " places");
        }
        int[] slots = new int[places];
        int[] starts = starts(Math.min(regions, places), places, random);
        for (int region = 0; region < starts.length; region++) {
            Arrays.fill(slots, starts[region], places, region);
        }
        return slots;
    }

    /** First place of each region, ascending from 0. */
    private int[] starts(int regions, int places, Permutations random) {
        int[] starts = new int[regions];
        if (regions == places) {
            Arrays.setAll(starts, i -> i);
        } else if (this == DETERMINISTIC) {
            Arrays.setAll(starts, i -> i * places / regions);
        } else if (regions > 1) {
            int[] order = random.permutation(places - 2); // neither the first place nor the last is free
            for (int i = 1; i < regions; i++) {
                starts[i] = order[i - 1] + 1;
            }
            Arrays.sort(starts);
        }
        return starts;
    }
}
