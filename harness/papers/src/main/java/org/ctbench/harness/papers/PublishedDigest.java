package org.ctbench.harness.papers;

import java.util.Objects;
import org.ctbench.splits.documents.Sha256;

/**
 * Digest of all numbers of one run of ctbench ({@code harness/RESULTS.md}).
 *
 * @param plan id of the plan that was run: no other plan is expected to give this digest
 * @param sha256 the digest
 */
public record PublishedDigest(String plan, Sha256 sha256) {
    public PublishedDigest {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(sha256, "sha256");
    }
}
