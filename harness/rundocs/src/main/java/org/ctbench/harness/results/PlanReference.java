package org.ctbench.harness.results;

import java.util.Objects;
import org.ctbench.harness.plan.Plan;
import org.ctbench.splits.documents.Sha256;

/**
 * A plan, pinned by content.
 *
 * @param id id of the plan
 * @param digest {@link Plan#digest()}
 */
public record PlanReference(String id, Sha256 digest) {
    public PlanReference {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(digest, "digest");
    }

    /** The reference to a plan. */
    public static PlanReference to(Plan plan) {
        return new PlanReference(plan.id(), plan.digest());
    }
}
