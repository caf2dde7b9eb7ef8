package org.ctbench.harness.statistics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Whether a published value was reproduced.
 *
 * @param kind the verdict
 * @param sentence why, in plain words with the numbers it rests on
 * @param p two-sided p-value of the hypothesis that the published value is one of those it is compared with; empty where there is no
 *     test
 * @param smallestMargin the margin from which on the two would be shown to be equivalent, a fraction as the values are; 0 for
 *     the same digits, empty where there is no test
 */
public record Verdict(Kind kind, String sentence, OptionalDouble p, OptionalDouble smallestMargin) {
    public Verdict {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
        Objects.requireNonNull(p, "p");
        Objects.requireNonNull(smallestMargin, "smallestMargin");
    }

    /** A verdict that rests on no test. */
    public static Verdict of(Kind kind, String sentence) {
        return new Verdict(kind, sentence, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** A verdict that the digits are the same. */
    public static Verdict exact(String sentence) {
        return new Verdict(Kind.REPRODUCED_EXACTLY, sentence, OptionalDouble.empty(), OptionalDouble.of(0));
    }

    /** The verdicts, from the best on. */
    public enum Kind {
        /** The same digits as printed. */
        @JsonProperty("reproduced exactly")
        REPRODUCED_EXACTLY("reproduced exactly"),
        /** Shown to differ by less than the margin. */
        @JsonProperty("reproduced")
        REPRODUCED("reproduced"),
        /** Not told apart from the published value, nor shown to be equivalent. */
        @JsonProperty("compatible")
        COMPATIBLE("compatible"),
        /** Above the published value by more than chance. */
        @JsonProperty("differs, higher")
        HIGHER("differs, higher"),
        /** Below the published value by more than chance. */
        @JsonProperty("differs, lower")
        LOWER("differs, lower"),
        /** The images were evaluated, and there is nothing to judge by: no value, no interval, one training, few patients. */
        @JsonProperty("cannot be told")
        CANNOT_BE_TOLD("cannot be told"),
        /** Nothing was measured. */
        @JsonProperty("not run")
        NOT_RUN("not run"),
        /** Nothing is known to be published. */
        @JsonProperty("not published")
        NOT_PUBLISHED("not published");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** For people: {@code differs, higher}. */
        public String label() {
            return label;
        }

        /** Whether the published value is told apart. */
        public boolean differs() {
            return this == HIGHER || this == LOWER;
        }

        /** Whether the published value holds. */
        public boolean holds() {
            return this == REPRODUCED_EXACTLY || this == REPRODUCED;
        }
    }
}
