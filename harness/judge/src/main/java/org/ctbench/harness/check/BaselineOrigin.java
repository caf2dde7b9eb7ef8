package org.ctbench.harness.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.harness.results.Provenance;
import org.ctbench.splits.documents.Sha256;

/**
 * Where the numbers of one side of a check come from.
 *
 * @param plan id of the plan
 * @param planDigest digest of the plan
 * @param code version of ctbench
 * @param engine name of the engine
 * @param arithmetic name and version of the engine's arithmetic, if its results are the same bits on every machine
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BaselineOrigin(
        String plan, Sha256 planDigest, CodeVersion code, String engine, Optional<String> arithmetic) {
    public BaselineOrigin {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(planDigest, "planDigest");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(arithmetic);
    }

    /** That of a run. */
    static BaselineOrigin of(Evidence run) {
        Provenance provenance = run.first().results().provenance();
        return new BaselineOrigin(
                run.plan().id(),
                run.plan().digest(),
                provenance.code(),
                provenance.engine().name(),
                provenance.engine().arithmetic());
    }

    /** For people: {@code plan demo (7a2f03b1), ctbench 0.1.0 (commit 90794b5c2d7a), engine exact (exact/1)}. */
    String words() {
        return "plan " + plan + " (" + planDigest.abbreviated() + "), ctbench " + code.text() + ", engine " + engine
                + arithmetic.map(name -> " (" + name + ")").orElse("");
    }
}
