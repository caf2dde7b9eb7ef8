package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.Sha256;

/**
 * A file that a plan names and whose content decides results. A plan may write its path alone.
 *
 * @param file path, relative to where ctbench is started
 * @param sha256 its digest; that of the file that is there when the plan is read, if it is not written
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PinnedFile(String file, Optional<Sha256> sha256) {
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public PinnedFile {
        Checks.path("file", file);
        Objects.requireNonNull(sha256);
    }

    /** A file by its path alone. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PinnedFile of(String file) {
        return new PinnedFile(file, Optional.empty());
    }
}
