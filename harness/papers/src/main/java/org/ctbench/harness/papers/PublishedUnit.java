package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/** Unit in which a value is printed. */
public enum PublishedUnit {
    /** Per hundred, in [0, 100]. */
    @JsonProperty("percent")
    PERCENT("%", 100),
    /** A share, in [0, 1]. */
    @JsonProperty("fraction")
    FRACTION("", 1),
    /** A whole number, 0 or more. */
    @JsonProperty("count")
    COUNT("", 0),
    /** One number divided by another, 0 or more. */
    @JsonProperty("ratio")
    RATIO("", 0),
    /** Millions, 0 or more. */
    @JsonProperty("millions")
    MILLIONS("M", 0),
    /** Percentage points, the difference of two percentages. */
    @JsonProperty("points")
    POINTS("pp", 0);

    private final String symbol;
    private final int highest;

    PublishedUnit(String symbol, int highest) {
        this.symbol = symbol;
        this.highest = highest;
    }

    /** As printed behind a number; empty for a plain one. */
    public String symbol() {
        return symbol;
    }

    /**
     * Whether a number can be a value of this unit.
     *
     * @param negative whether the value may be less than 0
     */
    public boolean allows(BigDecimal value, boolean negative) {
        boolean high = highest > 0 && value.abs().compareTo(BigDecimal.valueOf(highest)) > 0;
        boolean whole = this != COUNT || value.scale() <= 0;
        return (negative || value.signum() >= 0) && !high && whole;
    }

    /** The numbers that {@link #allows} allows, for people. */
    public String range(boolean negative) {
        return switch (this) {
            case PERCENT -> "a percentage from " + (negative ? -highest : 0) + " to " + highest;
            case FRACTION -> "a fraction from " + (negative ? -highest : 0) + " to " + highest;
            case COUNT -> "a whole number";
            default -> "a number of 0 or more";
        };
    }
}
