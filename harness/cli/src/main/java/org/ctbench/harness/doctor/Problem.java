package org.ctbench.harness.doctor;

/**
 * Something that should be changed.
 *
 * @param level how bad it is
 * @param finding what was found
 * @param change what to do
 */
public record Problem(Level level, String finding, String change) {
    /** How bad a finding is. */
    public enum Level {
        /** Nothing can be computed here, or nothing can be trusted. */
        FAILED,
        /** Runs, but worse than it could, or not everything runs. */
        ADVICE
    }

    static Problem failed(String finding, String change) {
        return new Problem(Level.FAILED, finding, change);
    }

    static Problem advice(String finding, String change) {
        return new Problem(Level.ADVICE, finding, change);
    }
}
