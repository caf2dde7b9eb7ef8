package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
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
        Optional<Protocol> protocol) {
    WrittenModel {
        Objects.requireNonNull(id, "id");
        options = options.filter(JsonNode::isObject); // Jackson takes an absent tree for a null one
    }

    /** Id of the model: that of the item unless another one is written. */
    String modelId() {
        return model.orElse(id);
    }
}
