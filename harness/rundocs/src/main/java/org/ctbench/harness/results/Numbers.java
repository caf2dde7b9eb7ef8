package org.ctbench.harness.results;

import java.nio.charset.StandardCharsets;
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
     * Keys below {@code models} that hold no number: options and titles, pictures, where files lie, sentences; the masks that
     * were found and their regions, beside the file of their counts; and the states of trainings, beside their final weights.
     */
    private static final Set<String> NO_NUMBERS =
            Set.of("item", "captures", "file", "undefined", "masks", "regions", "chain");

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
     * undefined}, {@code masks}, {@code regions}, {@code chain}). It covers every metric and every loss, and by the digests of their files every prediction and every weight.
     */
    public Sha256 digest() {
        Document written = Document.json(Documents.toJson(this), "numbers"); // floats are the decimals that are written
        return CanonicalForm.digestWithout(NO_NUMBERS, written.at("models"));
    }

    /**
     * One digest for everything that can be computed again: SHA-256 of a UTF-8 text of lines, each ended by a line feed. {@code
     * ctbench/run-head/1}, the digest of the plan; then per model its last link ({@code <id>/train <digest>}) if it was trained, per
     * evaluation set the last link of its fine-tuning ({@code <id>/fine-tune-<set> <digest>}) and the digest of its predictions
     * ({@code <id>/evaluate-<set> <digest>}), and that of its lesions file ({@code <id>/segment <digest>}).
     */
    public Sha256 head() {
        StringBuilder text =
                new StringBuilder("ctbench/run-head/1\n").append(plan.digest()).append('\n');
        for (ModelResults model : models) {
            model.training().flatMap(Training::head).ifPresent(last -> line(text, model, "train", last.link()));
            for (EvaluationResults set : model.evaluations()) {
                set.fineTuning()
                        .flatMap(Training::head)
                        .ifPresent(last -> line(text, model, "fine-tune-" + set.id(), last.link()));
                line(text, model, "evaluate-" + set.id(), set.predictions().digest());
            }
            model.segmentation()
                    .ifPresent(looked ->
                            line(text, model, "segment", looked.found().digest()));
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(StringBuilder text, ModelResults model, String stage, Sha256 digest) {
        text.append(model.id())
                .append('/')
                .append(stage)
                .append(' ')
                .append(digest)
                .append('\n');
    }
}
