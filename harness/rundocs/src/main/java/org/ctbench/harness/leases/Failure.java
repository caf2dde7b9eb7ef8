package org.ctbench.harness.leases;

import java.util.Objects;

/**
 * An attempt at a cell that an error ended. A cell whose numbers diverged is no failure: it would diverge again.
 *
 * @param worker whose attempt it was, for people
 * @param reason what went wrong
 */
public record Failure(String worker, String reason) {
    public Failure {
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(reason, "reason");
    }
}
