package org.ctbench.harness.audit.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.InvalidValue;

/**
 * How a plan runs the readings of an entry.
 *
 * @param place which keys of a plan choose the reading
 * @param model id of the model that has the option; for {@link Place#MODEL}
 * @param standard keys and values of the reading that the plan {@code paper} runs
 * @param others keys and values of each other reading
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Reading(Place place, Optional<String> model, JsonNode standard, List<JsonNode> others) {
    public Reading {
        Objects.requireNonNull(place, "place");
        if (model.isPresent() != (place == Place.MODEL)) {
            throw new InvalidValue(
                    "model", "a model is named if and only if the place is model", "name it or remove the key");
        }
        requireKeys("standard", standard);
        Objects.requireNonNull(others, "others");
        for (int i = 0; i < others.size(); i++) {
            requireKeys("others[" + i + "]", others.get(i));
        }
        if (others.isEmpty()) {
            throw new InvalidValue("others", "no other reading", "write one, or remove the option");
        }
        others = List.copyOf(others);
    }

    private static void requireKeys(String key, JsonNode node) {
        if (node == null || !node.isObject() || node.isEmpty()) {
            throw new InvalidValue(key, "no group of keys", "write keys and values as in a plan");
        }
    }

    /** Which keys of a plan choose a reading. */
    public enum Place {
        /** {@code options} of an item of {@code models}. */
        @JsonProperty("model")
        MODEL,
        /** {@code protocol}. */
        @JsonProperty("protocol")
        PROTOCOL,
        /** An item of {@code evaluate}; changes how predictions are scored, and no prediction. */
        @JsonProperty("evaluation")
        EVALUATION,
        /** {@code fineTune} of an item of {@code evaluate}. */
        @JsonProperty("fine-tuning")
        FINE_TUNING,
        /** {@code segmentation}. */
        @JsonProperty("segmentation")
        SEGMENTATION
    }
}
