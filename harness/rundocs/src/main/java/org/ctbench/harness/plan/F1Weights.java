package org.ctbench.harness.plan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * The constants of the class-weighted F1, in the order of the classes; those of the paper are for Normal, CP and NCP (D-06).
 *
 * @param code those of the authors' test script
 * @param paper those that the paper states
 */
public record F1Weights(List<Double> code, List<Double> paper) {
    public F1Weights {
        code = weights("code", code);
        paper = weights("paper", paper);
        if (code.size() != paper.size()) {
            throw new InvalidValue(
                    "paper", paper.size() + " weights and " + code.size() + " of the code", "write as many of each");
        }
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
        double sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            sum += Checks.notNegative(key + "[" + i + "]", weights.get(i));
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new InvalidValue(key, "the weights add up to " + sum, "write weights that add up to 1");
        }
        return weights;
    }
}
