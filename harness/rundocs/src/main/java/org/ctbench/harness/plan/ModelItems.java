package org.ctbench.harness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final String CARD = "card";
    private static final String FILE = "file";

    /** Keys of items that ctbench does not train. */
    static final List<String> FOREIGN = Stream.concat(
                    Stream.of("predictions", "program"), ForeignNetwork.FORMATS.stream())
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
        int models = plan.at("models").isArray() ? plan.at("models").size() : 0;
        for (int i = 0; i < models; i++) {
            resolved = ControlItems.resolve(resolved, i);
            resolved = resolve(resolved, resolved.at("models").get(i), "models[" + i + "]");
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
        Optional<String> foreign = FOREIGN.stream().filter(item::has).findFirst();
        if (foreign.isPresent()) {
            requireUntrained(plan, item, path, foreign.get());
            requireSources(plan, item.path("predictions"), path + ".predictions.");
            return pinned(plan, item, path);
        }
        if (item.has(CARD)) {
            throw new UserException(
                    path + "." + CARD + ": a card is that of the file of a network",
                    plan.where(path + "." + CARD),
                    "write " + String.join(": FILE or ", ForeignNetwork.FORMATS) + ": FILE beside it");
        }
        boolean named = item.path("model").isTextual();
        ModelProvider model = known(
                plan,
                path + (named ? ".model" : ".id"),
                item.path(named ? "model" : "id").asText());
        Document resolved = withDigest(withOptions(plan, path + ".options", model), path + ".start", "weights");
        if (!item.has("protocol") || !plan.at("protocol").isObject()) {
            return resolved;
        }
        plan.part("protocol").as(Protocol.class); // else its faults would be those of each model that takes it over
        return resolved.over(path + ".protocol", plan.at("protocol"));
    }

    private static void requireUntrained(Document plan, JsonNode item, String path, String foreign) {
        List<String> others =
                new ArrayList<>(List.of("model", "control", "of", "options", "startFrom", "start", "protocol"));
        others.addAll(FOREIGN);
        others.remove(foreign);
        if (!ForeignNetwork.FORMATS.contains(foreign)) {
            others.add(CARD);
        }
        for (String key : others) {
            if (item.has(key)) {
                throw new UserException(
                        path + "." + key + ": a model with '" + foreign + "' has no such key",
                        plan.where(path + "." + key),
                        "remove one of the two");
            }
        }
    }

    /** With the digests of the files of a network or a program. */
    private static Document pinned(Document plan, JsonNode item, String path) {
        Document pinned = plan;
        for (String key :
                Stream.concat(ForeignNetwork.FORMATS.stream(), Stream.of(CARD)).toList()) {
            pinned = pinned(pinned, path + "." + key);
        }
        for (int i = 0; i < item.at("/program/files").size(); i++) {
            pinned = pinned(pinned, path + ".program.files[" + i + "]");
        }
        return pinned;
    }

    private static Document pinned(Document plan, String path) {
        return withDigest(plan.grouped(path, FILE), path, FILE);
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

    /** The digest of a file, unless it is written: then the file need not be there now. */
    static Document withDigest(Document plan, String path, String key) {
        JsonNode group = plan.at(path);
        if (!group.path(key).isTextual() || group.get(key).asText().isEmpty() || group.has("sha256")) {
            return plan;
        }
        String file = group.get(key).asText();
        String where = path + "." + key + ": " + file;
        try {
            return plan.over(path, Documents.toTree(Map.of("sha256", ForeignFiles.digest(Path.of(file)))));
        } catch (UserException e) {
            throw new UserException(where + ": " + e.problem(), plan.where(path), e.fix(), e);
        } catch (IOException | InvalidPathException e) {
            throw new UserException(
                    where + " cannot be read: " + e.getMessage(), plan.where(path), "name a file that can be read", e);
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
