package org.ctbench.models.inference;

/** A network's file cannot be opened, or the network cannot compute an output of such an input. */
public final class InferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what the framework says, in one line */
    public InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
