package org.ctbench.harness.statistics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * Whether a published value was reproduced.
 *
 * @param kind the verdict
 * @param sentence why, in plain words with the numbers it rests on
 */
public record Verdict(Kind kind, String sentence) {
    public Verdict {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
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
        /** The images were evaluated, and there is nothing to judge by: no value, no interval, or generated images. */
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
    }
}
