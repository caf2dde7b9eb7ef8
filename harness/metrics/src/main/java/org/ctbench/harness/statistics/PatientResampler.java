package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ctbench.splits.random.SeededRandom;

/**
 * The cluster bootstrap: draws as many patients as there are, with replacement, each with all of its slices (Davison and
 * Hinkley, Bootstrap Methods and their Application, 1997, section 3.8). Patients are drawn within their stratum, as the
 * split fixed how many there are of each class.
 */
final class PatientResampler implements Resampler {
    private final List<double[][]> strata;
    private final int width;

    private PatientResampler(List<double[][]> strata, int width) {
        this.strata = strata;
        this.width = width;
    }

    /**
     * @param patients the sums of each patient, arrays of one length
     * @param stratum of each patient
     */
    static PatientResampler of(List<double[]> patients, int[] stratum) {
        Map<Integer, List<double[]>> strata = new TreeMap<>();
        for (int i = 0; i < stratum.length; i++) {
            strata.computeIfAbsent(stratum[i], s -> new ArrayList<>()).add(patients.get(i));
        }
        return new PatientResampler(
                strata.values().stream().map(s -> s.toArray(double[][]::new)).toList(), patients.get(0).length);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void draw(SeededRandom random, double[] sums) {
        for (double[][] stratum : strata) {
            for (int drawn = 0; drawn < stratum.length; drawn++) {
                double[] patient = stratum[random.nextInt(stratum.length)];
                for (int i = 0; i < width; i++) {
                    sums[i] += patient[i];
                }
            }
        }
    }
}
