package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The group of keys of a {@link ModelItem} as documents have it, in the order in which it is written. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record WrittenModel(
        String id,
        Optional<String> model,
        Optional<String> title,
        Optional<JsonNode> options,
        Optional<String> startFrom,
        Optional<StartFile> start,
        Optional<Protocol> protocol,
        Optional<Map<String, PredictionSource>> predictions) {
    WrittenModel {
        Objects.requireNonNull(id, "id");
        options = options.filter(JsonNode::isObject); // Jackson takes an absent tree for a null one
    }

    static WrittenModel scored(String id, Optional<String> title, Map<String, PredictionSource> predictions) {
        return new WrittenModel(
                id,
                Optional.empty(),
                title,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(predictions));
    }

    /** Id of the model: that of the item unless another one is written. */
    String modelId() {
        return model.orElse(id);
    }
}
