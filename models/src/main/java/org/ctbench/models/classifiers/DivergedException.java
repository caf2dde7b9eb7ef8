package org.ctbench.models.classifiers;

/** A network gave a value that is not a number or not finite: its training has diverged, or its weights are damaged. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was found where */
    public DivergedException(String message) {
        super(message);
    }
}
