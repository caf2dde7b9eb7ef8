package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.Documents;

/**
 * A model to train: written as the id of a model, which then is the id of the item too, or as a group of keys.
 *
 * @param id name of the item, part of file names
 * @param model id of the model; that of the item if it is not written
 * @param title heading in reports
 * @param options what the model leaves open, complete, of the model's own class
 * @param startFrom id of an earlier item, from whose trained weights this one starts
 * @param protocol how to train this model; the plan's protocol if absent
 */
@JsonDeserialize(using = ModelItemReader.class)
public record ModelItem(
        String id,
        String model,
        Optional<String> title,
        ModelOptions options,
        Optional<String> startFrom,
        Optional<Protocol> protocol) {
    public ModelItem {
        Checks.id("id", id);
        Checks.id("model", model);
        Objects.requireNonNull(title);
        title.ifPresent(t -> Checks.text("title", t));
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(startFrom);
        Objects.requireNonNull(protocol);
    }

    /**
     * A model by its id alone, with its standard options.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    public static ModelItem of(String model) {
        ModelOptions options = Models.get(model).options();
        return new ModelItem(model, model, Optional.empty(), options, Optional.empty(), Optional.empty());
    }

    /** This model trained with one of the plan's seeds, by a protocol that is otherwise {@code protocol}. */
    ModelItem withSeed(long seed, Protocol protocolOfItem) {
        return new ModelItem(
                idOfSeed(seed),
                model,
                Optional.of(heading() + ", seed " + seed),
                options,
                startFrom.map(start -> ofSeed(start, seed)),
                Optional.of(protocolOfItem.with(new Seeds(seed, seed))));
    }

    /** Id of this model trained with one of the plan's seeds. */
    public String idOfSeed(long seed) {
        return ofSeed(id, seed);
    }

    private static String ofSeed(String item, long seed) {
        return item + "-seed" + seed;
    }

    /** What makes the model. */
    public ModelProvider provider() {
        return Models.get(model);
    }

    /** Heading in reports: the title, or else the id. */
    public String heading() {
        return title.orElse(id);
    }

    /** As a plan has it in full: the id alone if it says everything. */
    @JsonValue
    Object written() {
        boolean standard = options instanceof ModelOptions.None;
        if (id.equals(model) && title.isEmpty() && standard && startFrom.isEmpty() && protocol.isEmpty()) {
            return id;
        }
        Optional<JsonNode> keys = standard ? Optional.empty() : Optional.of(Documents.toTree(options));
        return new WrittenModel(id, Optional.of(model), title, keys, startFrom, protocol);
    }
}
