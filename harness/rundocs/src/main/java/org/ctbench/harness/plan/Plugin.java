package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.Sha256;

/**
 * A jar with models of others. A plan loads no code: the jar is given to ctbench when it is started, and the plan says which it must
 * be.
 *
 * @param jar its path
 * @param sha256 its digest; that of the jar that is there when the plan is read, if it is not written
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Plugin(String jar, Optional<Sha256> sha256) {
    public Plugin {
        Objects.requireNonNull(jar, "jar");
        Checks.path("jar", jar);
        Objects.requireNonNull(sha256);
    }
}
