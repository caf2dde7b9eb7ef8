package org.ctbench.harness.statistics;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * By which rules a reproduced value is compared with the published one. They change no value, and are no part of the
 * plan's digest.
 *
 * @param confidence of intervals, in (0.5, 1); equivalence is tested one-sidedly, twice, with an error of 1 less it
 * @param replicates replicates of the bootstrap, 1,000 or more
 * @param margin differences below which two values count as the same
 * @param seedDeviation how much values vary with the seed, for models of which there is one training
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record VerdictRules(double confidence, int replicates, Margin margin, Optional<StatedDeviation> seedDeviation) {
    /** Fewest replicates of a bootstrap. */
    public static final int LEAST_REPLICATES = 1000; // 25 of them beyond an end of a 95 % interval

    public VerdictRules {
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new InvalidValue(
                    "confidence", confidence + " is not between 0.5 and 1", "write a share, as in 0.95 for 95 %");
        }
        Checks.atLeast("replicates", LEAST_REPLICATES, replicates);
        Objects.requireNonNull(margin, "margin");
        Objects.requireNonNull(seedDeviation, "seedDeviation");
    }

    /**
     * Margins of equivalence: fixed ones, in the units in which values are printed, or those of {@link #SEEDS}.
     *
     * @param percent percentage points, of accuracy, sensitivity, precision and F1; positive; empty if the seeds say it
     * @param ap of average precision, which is printed as a number in [0, 1]; positive; empty if the seeds say it
     */
    public record Margin(OptionalDouble percent, OptionalDouble ap) {
        private static final String BY_SEEDS = "seeds";

        /**
         * Of each value its own: by how much two single trainings differ at most, with the confidence of intervals. That is the
         * prediction interval of Patil, Peng and Leek (2016).
         */
        public static final Margin SEEDS = new Margin(OptionalDouble.empty(), OptionalDouble.empty());

        /** @throws InvalidValue if one of the two is missing, or not positive */
        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public Margin {
            percent.ifPresent(value -> Checks.positive("percent", value));
            ap.ifPresent(value -> Checks.positive("ap", value));
            if (percent.isPresent() != ap.isPresent()) {
                throw new InvalidValue(
                        percent.isPresent() ? "ap" : "percent",
                        "the margin is missing",
                        "write {percent: 1.0, ap: 0.02}, or seeds");
            }
        }

        /** Fixed margins. */
        public static Margin of(double percent, double ap) {
            return new Margin(OptionalDouble.of(percent), OptionalDouble.of(ap));
        }

        /** @throws InvalidValue if the word is not {@code seeds} */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public static Margin of(String word) {
            if (!word.equals(BY_SEEDS)) {
                throw new InvalidValue(
                        "", "'" + word + "' is not a margin", "write {percent: 1.0, ap: 0.02}, or " + BY_SEEDS);
            }
            return SEEDS;
        }

        /** Whether each value has a margin of its own. */
        public boolean bySeeds() {
            return percent.isEmpty();
        }

        @JsonValue
        Object written() {
            if (bySeeds()) {
                return BY_SEEDS;
            }
            Map<String, Double> fixed = new LinkedHashMap<>();
            fixed.put("percent", percent.getAsDouble());
            fixed.put("ap", ap.orElseThrow());
            return fixed;
        }
    }
}
