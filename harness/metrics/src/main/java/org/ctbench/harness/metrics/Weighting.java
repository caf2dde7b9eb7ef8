package org.ctbench.harness.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whose class shares weigh the F1 of the classes into one value (D-06). */
public enum Weighting {
    /** The three constants of the authors' test script, 0.45 / 0.35 / 0.20 for Normal / CP / COVID-19. */
    @JsonProperty("code")
    CODE,
    /** The three shares that the paper states, 0.43 / 0.35 / 0.22: those of the validation split, rounded (D-05). */
    @JsonProperty("paper")
    PAPER,
    /** The class shares of the evaluated set itself. */
    @JsonProperty("actual")
    ACTUAL,
    /** Equal weights: the plain mean over the classes. */
    @JsonProperty("macro")
    MACRO;

    /** Whether the weights are constants of a plan, made for its three classes, and not taken from the set. */
    public boolean isFixed() {
        return this == CODE || this == PAPER;
    }

    /** For people: {@code macro-weighted F1}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT) + "-weighted F1";
    }

    /** Equal weights for {@code classes} classes. */
    public static List<Double> equal(int classes) {
        return Collections.nCopies(classes, 1.0 / classes);
    }

    /** Share of each class in the slices, in class order; empty if there are no slices. */
    public static Optional<List<Double>> shares(ClassCounts m) {
        double total = m.total();
        return total == 0
                ? Optional.empty()
                : Optional.of(IntStream.range(0, m.size())
                        .mapToObj(c -> m.slices(c) / total)
                        .toList());
    }

    /**
     * The weights of every weighting that a matrix has.
     *
     * @param fixed weights of the fixed weightings, one per class; left out where their number is not the matrix's
     */
    static Map<Weighting, List<Double>> weights(ClassCounts m, Map<Weighting, List<Double>> fixed) {
        Map<Weighting, List<Double>> weights = new EnumMap<>(Weighting.class);
        fixed.forEach((weighting, values) -> {
            if (values.size() == m.size()) {
                weights.put(weighting, values);
            }
        });
        weights.put(MACRO, equal(m.size()));
        shares(m).ifPresent(shares -> weights.put(ACTUAL, shares));
        return weights;
    }
}
