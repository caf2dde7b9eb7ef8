package org.ctbench.datasets.lesion;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * How lesions are made of a mask.
 *
 * @param merge consolidation becomes ground-glass opacity before components are found, so that touching ones are one
 *     lesion; the paper's setting
 * @param ignoreSmall a component counts only with an area above 100 pixels; otherwise above 1. The paper's setting is
 *     true, in training and in evaluation
 * @param planes which mask values are lesions
 */
public record LesionRules(
        @JsonProperty("merge") boolean merge,
        @JsonProperty("ignore_small") boolean ignoreSmall,
        @JsonProperty("planes") Planes planes) {
    /** The paper's: merged, without small components, planes as in the released code. */
    public static final LesionRules PAPER = new LesionRules(true, true, Planes.AS_CODE);

    public LesionRules {
        Objects.requireNonNull(planes, "planes is missing");
    }

    /** Which values of a mask are lesions (discrepancy D-27). */
    public enum Planes {
        /**
         * All values that occur but the two smallest, which are meant to be background and lung. Where one of those
         * does not occur, a lesion is taken for it and lost, and the labels move down. The label of a value is its
         * position among those left, from 1.
         */
        @JsonProperty("as_code")
        AS_CODE,
        /** Ground-glass opacity (2, label 1) and consolidation (3, label 2), whatever else occurs. */
        @JsonProperty("fixed_values")
        FIXED_VALUES
    }

    /** A component counts if its area is above this many pixels. */
    int areaAbove() {
        return ignoreSmall ? 100 : 1;
    }
}
