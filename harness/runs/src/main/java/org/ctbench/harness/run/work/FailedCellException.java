package org.ctbench.harness.run.work;

import org.ctbench.harness.cells.Divergence;

/** A cell has no result and never will: a value was not a number, or a loss was too large. */
public final class FailedCellException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Divergence divergence;

    FailedCellException(Divergence divergence, Throwable cause) {
        super(divergence.text(), cause);
        this.divergence = divergence;
    }

    public Divergence divergence() {
        return divergence;
    }
}
