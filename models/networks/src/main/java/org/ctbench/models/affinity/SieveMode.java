package org.ctbench.models.affinity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How often which refinement modules are applied; N is the number of refinements (D-11). */
public enum SieveMode {
    /** One module, applied N times N times: what the released code does and published weights need. */
    @JsonProperty("released")
    RELEASED("one refinement module, applied N x N times") {
        @Override
        int modules(int refinements) {
            return 1;
        }

        @Override
        int applications(int refinements) {
            return refinements * refinements;
        }
    },
    /** N modules, each applied once: as the paper reads. */
    @JsonProperty("paper")
    PAPER("N refinement modules, each applied once") {
        @Override
        int modules(int refinements) {
            return refinements;
        }

        @Override
        int applications(int refinements) {
            return refinements;
        }
    },
    /** One module, applied N times. */
    @JsonProperty("shared3")
    SHARED3("one refinement module, applied N times") {
        @Override
        int modules(int refinements) {
            return 1;
        }

        @Override
        int applications(int refinements) {
            return refinements;
        }
    };

    private final String meaning;

    SieveMode(String meaning) {
        this.meaning = meaning;
    }

    abstract int modules(int refinements);

    abstract int applications(int refinements);

    String meaning() {
        return meaning;
    }
}
