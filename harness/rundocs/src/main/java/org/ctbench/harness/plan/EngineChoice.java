package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Suggestion;

/**
 * What computes.
 *
 * @param id name of the engine: {@code exact}
 * @param threads threads of the numerical kernels; all processors if absent
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EngineChoice(String id, Optional<Integer> threads) {
    public EngineChoice {
        Checks.text("id", id);
        if (!EngineNames.contains(id)) {
            throw new InvalidValue("id", "no engine '" + id + "'", Suggestion.hint(id, EngineNames.all()));
        }
        threads.filter(n -> n < 1).ifPresent(n -> {
            throw new InvalidValue("threads", n + " threads", "write 1 or more, or leave it out for all processors");
        });
    }
}
