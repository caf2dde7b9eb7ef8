package org.ctbench.models.nd4j;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compute capability of a GPU, as NVIDIA counts it.
 *
 * @param major generation: machine code of another one does not run
 * @param minor machine code of this or a smaller one of the same generation runs
 */
record ComputeCapability(int major, int minor) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,2})");

    /** Reads {@code 8.6}; empty if it is something else. */
    static Optional<ComputeCapability> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new ComputeCapability(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /** Whether machine code for another capability runs on this one. */
    boolean runs(ComputeCapability code) {
        return code.major == major && code.minor <= minor;
    }

    /** Name of its machine code: {@code sm_86}. */
    String machineCode() {
        return "sm_" + major + minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
