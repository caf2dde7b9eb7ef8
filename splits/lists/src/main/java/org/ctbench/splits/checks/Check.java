package org.ctbench.splits.checks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What one check found in one or two splits.
 *
 * @param rule name of the check, {@code patient-overlap}
 * @param splits ids of the splits
 * @param verdict what it means
 * @param finding what was found, with numbers
 */
public record Check(String rule, List<String> splits, Verdict verdict, String finding) {
    public Check {
        splits = List.copyOf(splits);
    }

    /** What a finding means. */
    public enum Verdict {
        /** As it should be. */
        @JsonProperty("ok")
        OK,
        /** As published, but whoever reads results should know it. */
        @JsonProperty("note")
        NOTE,
        /** The data does not tell. */
        @JsonProperty("unknown")
        UNKNOWN,
        /** Wrong. */
        @JsonProperty("failed")
        FAILED
    }
}
