package org.ctbench.harness.results;

import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;

/**
 * Everything a run found out.
 *
 * @param schema {@value #SCHEMA}
 * @param numbers what must be the same whenever the plan runs on one engine
 * @param digest {@linkplain Numbers#digest() of all numbers}; empty if a part of the plan has no result
 * @param provenance what computed it
 * @param timing how long it took
 */
public record RunResults(
        String schema, Numbers numbers, Optional<Sha256> digest, Provenance provenance, Timing timing) {
    /** Schema of the documents. */
    public static final String SCHEMA = "ctbench/results/7";

    public RunResults {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(numbers, "numbers");
        Objects.requireNonNull(digest);
        if (!digest.equals(ofComplete(numbers))) {
            throw new InvalidValue("digest", "it is not that of the numbers", "restore the file as the run wrote it");
        }
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(timing, "timing");
    }

    /** The document of these parts in the current schema. */
    public static RunResults of(Numbers numbers, Provenance provenance, Timing timing) {
        return new RunResults(SCHEMA, numbers, ofComplete(numbers), provenance, timing);
    }

    private static Optional<Sha256> ofComplete(Numbers numbers) {
        return numbers.missing().isEmpty() ? Optional.of(numbers.digest()) : Optional.empty();
    }
}
