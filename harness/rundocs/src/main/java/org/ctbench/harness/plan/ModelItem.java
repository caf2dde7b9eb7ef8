package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.InvalidValue;

/**
 * A model to train: written as the id of a model, which then is the id of the item too, or as a group of keys. Or one that was
 * trained elsewhere, whose predictions are read.
 *
 * @param id name of the item, part of file names
 * @param model id of the model; that of the item if it is not written
 * @param title heading in reports
 * @param options what the model leaves open, complete, of the model's own class
 * @param startFrom id of an earlier item, from whose trained weights this one starts
 * @param start file of weights from which this one starts
 * @param protocol how to train this model; the plan's protocol if absent
 * @param predictions of a model that was trained elsewhere: its predictions, by the split that they are about; else empty
 */
@JsonDeserialize(using = ModelItemReader.class)
public record ModelItem(
        String id,
        String model,
        Optional<String> title,
        ModelOptions options,
        Optional<String> startFrom,
        Optional<StartFile> start,
        Optional<Protocol> protocol,
        Map<String, PredictionSource> predictions) {
    /** A model to train. */
    public ModelItem(
            String id,
            String model,
            Optional<String> title,
            ModelOptions options,
            Optional<String> startFrom,
            Optional<StartFile> start,
            Optional<Protocol> protocol) {
        this(id, model, title, options, startFrom, start, protocol, Map.of());
    }

    public ModelItem {
        Checks.id("id", id);
        Checks.id("model", model);
        Objects.requireNonNull(title);
        title.ifPresent(t -> Checks.text("title", t));
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(startFrom);
        Objects.requireNonNull(start);
        if (startFrom.isPresent() && start.isPresent()) {
            throw new InvalidValue(
                    "start", "the model starts from '" + startFrom.get() + "' already", "remove one of both");
        }
        Objects.requireNonNull(protocol);
        predictions.forEach((split, source) -> {
            Checks.split("predictions", split);
            if (source == null) {
                throw new InvalidValue("predictions", "no file is named for " + split, "write SPLIT: FILE");
            }
        });
        predictions = Collections.unmodifiableMap(new TreeMap<>(predictions));
    }

    /** A model that was trained elsewhere. */
    static ModelItem scored(String id, Optional<String> title, Map<String, PredictionSource> predictions) {
        if (predictions.isEmpty()) {
            throw new InvalidValue("predictions", "no split is named", "write SPLIT: FILE for one split or more");
        }
        return new ModelItem(
                id,
                ScoredModel.INSTANCE.id(),
                title,
                ScoredModel.INSTANCE.options(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                predictions);
    }

    /**
     * A model by its id alone, with its standard options.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    public static ModelItem of(String model) {
        ModelOptions options = Models.get(model).options();
        return new ModelItem(
                model, model, Optional.empty(), options, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** This model trained with one of the plan's seeds, by a protocol that is otherwise {@code protocol}. */
    ModelItem withSeed(long seed, Protocol protocolOfItem) {
        return new ModelItem(
                idOfSeed(seed),
                model,
                Optional.of(heading() + ", seed " + seed),
                options,
                startFrom.map(earlier -> ofSeed(earlier, seed)),
                start,
                Optional.of(protocolOfItem.with(new Seeds(seed, seed))));
    }

    /** Id of this model trained with one of the plan's seeds. */
    public String idOfSeed(long seed) {
        return ofSeed(id, seed);
    }

    private static String ofSeed(String item, long seed) {
        return item + "-seed" + seed;
    }

    /** Whether the model was trained elsewhere and its predictions are read. */
    public boolean isScored() {
        return !predictions.isEmpty();
    }

    /** What makes the model; one whose predictions are read cannot be made. */
    public ModelProvider provider() {
        return isScored() ? ScoredModel.INSTANCE : Models.get(model);
    }

    /** Heading in reports: the title, or else the id. */
    public String heading() {
        return title.orElse(id);
    }

    /** As a plan has it in full: the id alone if it says everything. */
    @JsonValue
    Object written() {
        if (isScored()) {
            return WrittenModel.scored(id, title, predictions);
        }
        boolean standard = options instanceof ModelOptions.None;
        boolean fresh = startFrom.isEmpty() && start.isEmpty();
        if (id.equals(model) && title.isEmpty() && standard && fresh && protocol.isEmpty()) {
            return id;
        }
        Optional<JsonNode> keys = standard ? Optional.empty() : Optional.of(Documents.toTree(options));
        return new WrittenModel(id, Optional.of(model), title, keys, startFrom, start, protocol, Optional.empty());
    }
}
