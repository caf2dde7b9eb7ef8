package org.ctbench.harness.run.work;

/** A run ended before its plan did because it was asked to; what was done is kept. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message where it stopped: {@code affinity-8/train in epoch 2 after 120 of 3000 images} */
    public StoppedException(String message) {
        super(message);
    }
}
