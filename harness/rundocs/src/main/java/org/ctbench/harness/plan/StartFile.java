package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.Sha256;

/**
 * A file of weights, of any program, from which a model starts.
 *
 * @param weights path of a safetensors file or a checkpoint of PyTorch, relative to where ctbench is started
 * @param sha256 its digest; that of the file that is there when the plan is read, if it is not written
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record StartFile(String weights, Optional<Sha256> sha256) {
    public StartFile {
        Objects.requireNonNull(weights, "weights");
        Checks.path("weights", weights);
        Objects.requireNonNull(sha256);
    }
}
