package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.splits.documents.Checks;

/**
 * A split on which every model of a plan is evaluated.
 *
 * @param id name of the set, part of file names
 * @param split the split
 * @param title heading in reports
 * @param publishedTable number of the paper's table that holds the published values
 * @param f1 weighting of the value that stands in the result table; the others are in the results file
 * @param fineTune training on before this evaluation
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EvaluationSet(
        String id,
        String split,
        Optional<String> title,
        OptionalInt publishedTable,
        Optional<Weighting> f1,
        Optional<FineTune> fineTune) {
    public EvaluationSet {
        Checks.id("id", id);
        Checks.split("split", split);
        Objects.requireNonNull(title);
        title.ifPresent(t -> Checks.text("title", t));
        publishedTable.ifPresent(t -> Checks.atLeast("publishedTable", 1, t));
        Objects.requireNonNull(f1);
    }

    /** Heading in reports: the title, or else the id. */
    public String heading() {
        return title.orElse(id);
    }

    /** Weighting of the value in the result table; the set's own class shares if the plan names none. */
    public Weighting weighting() {
        return f1.orElse(Weighting.ACTUAL);
    }
}
