package org.ctbench.harness.cells;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.plan.CanonicalForm;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.splits.documents.Sha256;

/**
 * A piece of a run: one model with one seed in one stage.
 *
 * @param name its name
 * @param item the model
 * @param set evaluation set, for evaluations and fine-tunings
 * @param inputs everything that determines what comes out, cells that it needs by their digests
 * @param needs names of the cells that have to be there first
 * @param images images that go through, all epochs counted
 */
public record Cell(
        CellName name,
        ModelItem item,
        Optional<EvaluationSet> set,
        JsonNode inputs,
        List<CellName> needs,
        long images) {
    public Cell {
        Objects.requireNonNull(name);
        Objects.requireNonNull(item);
        Objects.requireNonNull(set);
        Objects.requireNonNull(inputs);
        needs = List.copyOf(needs);
    }

    /** The files that are read for it, if the model was trained elsewhere: its classes on the set, or its lesions. */
    public Optional<PredictionSource> predictions() {
        return set.isPresent()
                ? item.classesOf(set.get().split())
                : item.predictions().values().stream()
                        .filter(PredictionSource::ofLesions)
                        .findFirst();
    }

    /** Digest of the {@link #inputs}: two cells of one digest have the same results, bit for bit. */
    public Sha256 digest() {
        return CanonicalForm.digest(inputs);
    }
}
