package org.ctbench.models.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compute capability of a GPU, as NVIDIA counts it.
 *
 * @param major generation: machine code of another one does not run
 * @param minor machine code of this or a smaller one of the same generation runs
 */
public record Capability(int major, int minor) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,2})");

    /** Reads {@code 8.6}; empty if it is something else. */
    public static Optional<Capability> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Capability(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    @JsonCreator
    static Capability of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no compute capability: '" + text + "'"));
    }

    /** Whether machine code for another capability runs on this one. */
    public boolean runs(Capability code) {
        return code.major == major && code.minor <= minor;
    }

    /** Name of its machine code: {@code sm_86}. */
    public String machineCode() {
        return "sm_" + major + minor;
    }

    @Override
    @JsonValue
    public String toString() {
        return major + "." + minor;
    }
}
