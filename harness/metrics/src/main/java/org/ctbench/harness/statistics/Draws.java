package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ctbench.splits.random.SeededRandom;

/**
 * Draws units within their stratum, each with all of its slices, as many as there are, for numbers that are no sums over the slices:
 * they follow from how often each slice was drawn.
 */
final class Draws implements Resampler {
    private final List<int[][]> strata;
    private final int slices;
    private final int width;
    private final Measure measure;

    /** Puts numbers into an array of zeros. */
    @FunctionalInterface
    interface Measure {
        /** @param drawn how often each slice was drawn */
        void put(int[] drawn, double[] numbers);
    }

    private Draws(List<int[][]> strata, int slices, int width, Measure measure) {
        this.strata = strata;
        this.slices = slices;
        this.width = width;
        this.measure = measure;
    }

    /**
     * Draws units.
     *
     * @param units the slices of each
     * @param stratum of each slice; units are of the stratum of their first slice
     * @param width how many numbers there are
     */
    static Draws of(List<List<Integer>> units, int[] stratum, int width, Measure measure) {
        Map<Integer, List<int[]>> strata = new TreeMap<>();
        for (List<Integer> unit : units) {
            int[] ofUnit = unit.stream().mapToInt(Integer::intValue).toArray();
            strata.computeIfAbsent(stratum[ofUnit[0]], s -> new ArrayList<>()).add(ofUnit);
        }
        return new Draws(
                strata.values().stream().map(s -> s.toArray(int[][]::new)).toList(), stratum.length, width, measure);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void draw(SeededRandom random, double[] numbers) {
        int[] drawn = new int[slices];
        for (int[][] units : strata) {
            for (int unit = 0; unit < units.length; unit++) {
                for (int slice : units[random.nextInt(units.length)]) {
                    drawn[slice]++;
                }
            }
        }
        measure.put(drawn, numbers);
    }
}
