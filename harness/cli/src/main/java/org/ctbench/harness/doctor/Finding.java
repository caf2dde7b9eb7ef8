package org.ctbench.harness.doctor;

/**
 * Something that should be changed.
 *
 * @param level how bad it is
 * @param finding what was found
 * @param change what to do
 */
public record Finding(Level level, String finding, String change) {
    /** How bad a finding is. */
    public enum Level {
        /** Nothing can be computed here, or nothing can be trusted. */
        FAILED,
        /** Runs, but worse than it could, or not everything runs. */
        ADVICE
    }

    static Finding failed(String finding, String change) {
        return new Finding(Level.FAILED, finding, change);
    }

    static Finding advice(String finding, String change) {
        return new Finding(Level.ADVICE, finding, change);
    }
}
