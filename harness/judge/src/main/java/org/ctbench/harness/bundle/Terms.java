package org.ctbench.harness.bundle;

import java.time.LocalDate;
import java.util.Objects;

/**
 * On what terms a bundle is published.
 *
 * @param date day of publication
 * @param licence address of a licence, or words
 */
public record Terms(LocalDate date, String licence) {
    public Terms {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(licence, "licence");
    }
}
