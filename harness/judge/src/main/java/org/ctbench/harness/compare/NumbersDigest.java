package org.ctbench.harness.compare;

import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedDigest;
import org.ctbench.harness.results.RunResults;
import org.ctbench.splits.documents.Sha256;

/**
 * The digest of all numbers of a run beside the one that is published.
 *
 * @param digest of the run; empty if it is incomplete
 * @param published for the same plan by the paper that the run is compared with, if it states one
 * @param missing number of cells without result
 */
public record NumbersDigest(Optional<Sha256> digest, Optional<Sha256> published, int missing) {
    /** What it is called. */
    public static final String NAME = "digest of all numbers";

    public NumbersDigest {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(published, "published");
    }

    /** Compares a run with a paper, if there is one and its digest is about the plan of the run. */
    public static NumbersDigest of(RunResults results, Optional<Paper> paper) {
        return new NumbersDigest(
                results.digest(),
                paper.flatMap(Paper::digest)
                        .filter(stated ->
                                stated.plan().equals(results.numbers().plan().id()))
                        .map(PublishedDigest::sha256),
                results.numbers().missing().size());
    }

    /** For people: {@code 5f0c..., the same as published}. */
    public String text() {
        if (digest.isEmpty()) {
            String cells = missing == 1 ? "1 cell has" : missing + " cells have";
            return "none, as the run is incomplete: " + cells + " no result";
        }
        return digest.get() + published.map(this::beside).orElse("");
    }

    private String beside(Sha256 other) {
        return digest.get().equals(other)
                ? ", the same as published"
                : ", differs from the published " + other.abbreviated() + "...: see the tables of the report";
    }

    /** A line for the terminal, ended by a line feed. */
    public String line() {
        return NAME + ": " + text() + "\n";
    }
}
