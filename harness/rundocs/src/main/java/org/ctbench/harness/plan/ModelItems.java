package org.ctbench.harness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Fills in what the models of a plan leave unsaid: each model knows its own options. */
final class ModelItems {
    private static final List<String> SOURCE_KEYS = Stream.of(PredictionSource.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();

    private ModelItems() {}

    /**
     * The plan with complete options, and complete protocols where a model has one of its own. What is no list of models is
     * left for others to refuse.
     *
     * @throws UserException if a model is unknown or its options are wrong
     */
    static Document resolve(Document plan) {
        Document resolved = plan;
        JsonNode models = plan.at("models");
        for (int i = 0; models.isArray() && i < models.size(); i++) {
            resolved = resolve(resolved, models.get(i), "models[" + i + "]");
        }
        return resolved;
    }

    private static Document resolve(Document plan, JsonNode item, String path) {
        if (item.isTextual() && !item.asText().isEmpty()) {
            known(plan, path, item.asText());
        }
        if (!item.isObject() || !item.path("id").isTextual()) {
            return plan;
        }
        if (item.has("predictions")) {
            requireUntrained(plan, item, path);
            requireSources(plan, item.get("predictions"), path + ".predictions.");
            return plan;
        }
        boolean named = item.path("model").isTextual();
        ModelProvider model = known(
                plan,
                path + (named ? ".model" : ".id"),
                item.path(named ? "model" : "id").asText());
        Document resolved = withDigest(withOptions(plan, path + ".options", model), path + ".start");
        if (!item.has("protocol") || !plan.at("protocol").isObject()) {
            return resolved;
        }
        plan.part("protocol").as(Protocol.class); // else its faults would be those of each model that takes it over
        return resolved.over(path + ".protocol", plan.at("protocol"));
    }

    private static void requireUntrained(Document plan, JsonNode item, String path) {
        for (String key : List.of("model", "options", "startFrom", "start", "protocol")) {
            if (item.has(key)) {
                throw new UserException(
                        path + "." + key + ": a model whose predictions are read is not trained",
                        plan.where(path + "." + key),
                        "remove the key, or the predictions");
            }
        }
    }

    /** What stands for a split may be a text or a list, too, so that its keys are not looked at elsewhere. */
    private static void requireSources(Document plan, JsonNode predictions, String path) {
        for (Map.Entry<String, JsonNode> source : predictions.properties()) {
            for (Map.Entry<String, JsonNode> key : source.getValue().properties()) {
                if (!SOURCE_KEYS.contains(key.getKey())) {
                    throw new UserException(
                            "unknown key '" + path + source.getKey() + "." + key.getKey() + "'",
                            plan.where(path + source.getKey()),
                            Suggestion.hint(key.getKey(), SOURCE_KEYS));
                }
            }
        }
    }

    private static Document withOptions(Document plan, String path, ModelProvider model) {
        if (!(model.options() instanceof ModelOptions.None)) {
            Document resolved = plan.over(path, Documents.toTree(model.options()));
            resolved.part(path).as(Models.optionsOf(model));
            return resolved;
        }
        if (!plan.at(path).isMissingNode()) {
            throw new UserException(path + ": " + model.id() + " has no options", plan.where(path), "remove the key");
        }
        return plan;
    }

    /** The digest of a file of weights, unless it is written: then the file need not be there now. */
    private static Document withDigest(Document plan, String path) {
        JsonNode start = plan.at(path);
        if (!start.path("weights").isTextual() || start.has("sha256")) {
            return plan;
        }
        String file = start.get("weights").asText();
        try {
            return plan.over(path, Documents.toTree(Map.of("sha256", ForeignFiles.digest(Path.of(file)))));
        } catch (UserException e) {
            throw new UserException(path + ".weights: " + file + ": " + e.problem(), plan.where(path), e.fix(), e);
        } catch (IOException | InvalidPathException e) {
            throw new UserException(
                    path + ".weights: " + file + " cannot be read: " + e.getMessage(),
                    plan.where(path),
                    "name a .pth or safetensors file",
                    e);
        }
    }

    private static ModelProvider known(Document plan, String path, String id) {
        if (!Models.ids().contains(id)) {
            throw new UserException(
                    path + ": no model '" + id + "'", plan.where(path), Suggestion.hint(id, Models.ids()));
        }
        return Models.get(id);
    }
}
