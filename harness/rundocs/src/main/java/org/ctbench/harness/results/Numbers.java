package org.ctbench.harness.results;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ctbench.harness.plan.CanonicalForm;
import org.ctbench.harness.plan.Seeds;
import org.ctbench.splits.checks.Check;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;

/**
 * The part of a run's results that does not depend on when, where or how fast it ran: two runs of one plan on one
 * engine have equal numbers.
 *
 * @param plan the plan
 * @param seeds the plan's seeds
 * @param splits every split that took part, in the order of the plan, each once
 * @param checks what was checked about these splits before the first batch; none failed
 * @param models results per model whose training is there, in the order of the grid: a plan with seeds has one per model and
 *     seed
 * @param missing the parts of the run that have no result, in the order of the grid
 */
public record Numbers(
        PlanReference plan,
        Seeds seeds,
        List<SplitReference> splits,
        List<Check> checks,
        List<ModelResults> models,
        List<MissingCell> missing) {
    /**
     * Keys below {@code models} that hold no number: options and titles, pictures, where files lie, sentences; and the masks that
     * were found and their regions, beside the file of their counts.
     */
    private static final Set<String> NO_NUMBERS = Set.of("item", "captures", "file", "undefined", "masks", "regions");

    public Numbers {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(seeds, "seeds");
        splits = List.copyOf(Objects.requireNonNull(splits, "splits"));
        checks = List.copyOf(Objects.requireNonNull(checks, "checks"));
        models = List.copyOf(Objects.requireNonNull(models, "models"));
        missing = List.copyOf(Objects.requireNonNull(missing, "missing"));
    }

    /**
     * Digest of all numbers: SHA-256 of the {@linkplain CanonicalForm canonical form} of {@code models} as they stand in the
     * document, without the keys of any depth that hold no number ({@code item}, {@code captures}, {@code file}, {@code
     * undefined}, {@code masks}, {@code regions}). It covers every metric and every loss, and by the digests of their files every prediction and every weight.
     */
    public Sha256 digest() {
        Document written = Document.json(Documents.toJson(this), "numbers"); // floats are the decimals that are written
        return CanonicalForm.digestWithout(NO_NUMBERS, written.at("models"));
    }
}
