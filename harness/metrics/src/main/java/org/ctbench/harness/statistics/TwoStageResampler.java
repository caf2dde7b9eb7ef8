package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ctbench.splits.random.SeededRandom;

/**
 * The two-stage bootstrap: draws patients with replacement as {@link PatientResampler} does, and of each as many of its slices as it
 * has, with replacement, too (Davison and Hinkley, Bootstrap Methods and their Application, 1997, section 3.8).
 */
final class TwoStageResampler implements Resampler {
    private final List<int[][]> strata;
    private final int[][] cells;
    private final int width;

    private TwoStageResampler(List<int[][]> strata, int[][] cells, int width) {
        this.strata = strata;
        this.cells = cells;
        this.width = width;
    }

    /**
     * @param patients the slices of each
     * @param stratum of each patient
     * @param cells the sums in which each slice counts 1, {@code [slice][]}
     * @param width number of sums
     */
    static TwoStageResampler of(List<List<Integer>> patients, int[] stratum, int[][] cells, int width) {
        Map<Integer, List<int[]>> strata = new TreeMap<>();
        for (int i = 0; i < stratum.length; i++) {
            strata.computeIfAbsent(stratum[i], s -> new ArrayList<>())
                    .add(patients.get(i).stream().mapToInt(Integer::intValue).toArray());
        }
        return new TwoStageResampler(
                strata.values().stream().map(s -> s.toArray(int[][]::new)).toList(), cells, width);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void draw(SeededRandom random, double[] sums) {
        for (int[][] stratum : strata) {
            for (int drawn = 0; drawn < stratum.length; drawn++) {
                int[] slices = stratum[random.nextInt(stratum.length)];
                for (int i = 0; i < slices.length; i++) {
                    for (int cell : cells[slices[random.nextInt(slices.length)]]) {
                        sums[cell]++;
                    }
                }
            }
        }
    }
}
