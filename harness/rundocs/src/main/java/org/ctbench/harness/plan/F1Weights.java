package org.ctbench.harness.plan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * The constants of the class-weighted F1, in the order of the classes; those that a plan has if it states none are the published
 * ones, for Normal, CP and NCP alone (D-06).
 *
 * @param code those of the authors' test script
 * @param paper those that the paper states
 */
public record F1Weights(List<Double> code, List<Double> paper) {
    private static final F1Weights PUBLISHED = new F1Weights(List.of(0.45, 0.35, 0.20), List.of(0.43, 0.35, 0.22));
    private static final List<String> PUBLISHED_CLASSES = List.of("Normal", "CP", "NCP");

    public F1Weights {
        code = weights("code", code);
        paper = weights("paper", paper);
        if (code.size() != paper.size()) {
            throw new InvalidValue(
                    "paper", paper.size() + " weights and " + code.size() + " of the code", "write as many of each");
        }
    }

    /** The weights of these classes by weighting; none if they are for others. */
    public Map<Weighting, List<Double>> byWeighting(List<String> classes) {
        Map<Weighting, List<Double>> weights = new EnumMap<>(Weighting.class);
        if (!areFor(classes)) {
            return weights;
        }
        weights.put(Weighting.CODE, code);
        weights.put(Weighting.PAPER, paper);
        return weights;
    }

    /** Whether they are the published ones, which every plan has that states no others. */
    boolean arePublished() {
        return equals(PUBLISHED);
    }

    /** Whether they weigh these classes, whose names are in any case. */
    boolean areFor(List<String> classes) {
        boolean same = classes.size() == code.size();
        for (int i = 0; same && arePublished() && i < classes.size(); i++) {
            same = classes.get(i).equalsIgnoreCase(PUBLISHED_CLASSES.get(i));
        }
        return same;
    }

    /** Which classes they weigh: {@code 2 classes}. */
    String classes() {
        return arePublished() ? String.join(", ", PUBLISHED_CLASSES) : code.size() + " classes";
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
