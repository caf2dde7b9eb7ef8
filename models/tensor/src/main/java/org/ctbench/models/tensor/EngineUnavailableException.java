package org.ctbench.models.tensor;

import java.util.Objects;

/** An engine cannot compute on this machine, and why. */
public final class EngineUnavailableException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String fix;

    /**
     * @param problem what is missing
     * @param fix what to do about it
     */
    public EngineUnavailableException(String problem, String fix) {
        super(problem);
        this.fix = Objects.requireNonNull(fix);
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }
}
