package org.ctbench.harness.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose class shares weigh the F1 of the classes into one figure (D-06). */
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
}
