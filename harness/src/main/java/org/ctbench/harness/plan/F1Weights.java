package org.ctbench.harness.plan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.splits.Diagnosis;
import org.ctbench.splits.files.InvalidValue;

/**
 * The constants of the class-weighted F1, for Normal, CP and NCP in this order (D-06).
 *
 * @param code those of the authors' test script
 * @param paper those that the paper states
 */
public record F1Weights(List<Double> code, List<Double> paper) {
    public F1Weights {
        code = weights("code", code);
        paper = weights("paper", paper);
    }

    /** The weights by weighting. */
    public Map<Weighting, List<Double>> byWeighting() {
        Map<Weighting, List<Double>> weights = new EnumMap<>(Weighting.class);
        weights.put(Weighting.CODE, code);
        weights.put(Weighting.PAPER, paper);
        return weights;
    }

    private static List<Double> weights(String key, List<Double> values) {
        List<Double> weights = Checks.notEmpty(key, values);
        int classes = Diagnosis.values().length;
        if (weights.size() != classes) {
            throw new InvalidValue(
                    key, weights.size() + " weights for " + classes + " classes", "write one each for Normal, CP, NCP");
        }
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += Checks.notNegative(key + "[" + i + "]", weights.get(i));
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new InvalidValue(key, "the weights add up to " + sum, "write weights that add up to 1");
        }
        return weights;
    }
}
