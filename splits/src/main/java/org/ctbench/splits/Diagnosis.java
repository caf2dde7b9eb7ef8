package org.ctbench.splits;

import java.util.Optional;

/** Class of a slice, in the order and with the integer labels of COVIDx-CT v1. */
public enum Diagnosis {
    /** No pneumonia; called Control in CNCB-NCOV and Negative in iCTCF. Label 0. */
    NORMAL("Normal"),
    /** Common pneumonia. Label 1. */
    CP("CP"),
    /** Novel coronavirus pneumonia, COVID-19. Label 2. */
    NCP("NCP");

    private final String prefix;

    Diagnosis(String prefix) {
        this.prefix = prefix;
    }

    /** First part of a COVIDx-CT file name and name of the class folder of CNCB-NCOV. */
    public String prefix() {
        return prefix;
    }

    /** Integer label in the lists: 0, 1 or 2. */
    public int label() {
        return ordinal();
    }

    /** The class with that file name prefix, if there is one; upper and lower case differ. */
    public static Optional<Diagnosis> ofPrefix(String prefix) {
        for (Diagnosis d : values()) {
            if (d.prefix.equals(prefix)) {
                return Optional.of(d);
            }
        }
        return Optional.empty();
    }

    /** The class with that integer label, if there is one. */
    public static Optional<Diagnosis> ofLabel(int label) {
        return label < 0 || label >= values().length ? Optional.empty() : Optional.of(values()[label]);
    }
}
