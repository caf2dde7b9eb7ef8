package org.ctbench.models.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * One kind of work of a two-stage model.
 *
 * @param ctbench its time
 * @param torch the time of the released code's work in PyTorch, run in turns; empty if it was not run
 */
public record StageTiming(Timing ctbench, Optional<Timing> torch) {
    /** Median of ctbench over median of torch: below 1, ctbench is faster. */
    @JsonProperty
    public Optional<Double> ratio() {
        return torch.map(other -> ctbench.median() / other.median());
    }
}
