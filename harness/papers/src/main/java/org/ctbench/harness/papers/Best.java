package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which value of a column a paper marks as the best. */
public enum Best {
    /** The highest. */
    @JsonProperty("highest")
    HIGHEST,
    /** The lowest. */
    @JsonProperty("lowest")
    LOWEST
}
