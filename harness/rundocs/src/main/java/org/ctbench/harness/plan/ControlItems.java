package org.ctbench.harness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Fills in what the negative controls of a plan take over from the models that they control. */
final class ControlItems {
    private static final String START_FROM = "startFrom";
    private static final List<String> TAKEN_OVER = List.of("options", "start", "protocol");

    private ControlItems() {}

    /**
     * The plan with the model, options, start and protocol of the controlled model in an item, if that is a control. Where the model
     * starts from an earlier one, its control starts from the control of that one.
     *
     * @param index of the item; those before it are filled in already
     * @throws UserException if there is no such model, or no such control to start from
     */
    static Document resolve(Document plan, int index) {
        JsonNode item = plan.at("models").get(index);
        String path = "models[" + index + "]";
        if (!item.has("control") && !item.has("of")) {
            return plan;
        }
        for (String key : List.of("control", "of")) {
            if (!item.path(key).isTextual()) {
                throw new UserException(
                        path + "." + key + ": a control names what it alters and its model",
                        plan.where(item.has(key) ? path + "." + key : path),
                        "write both, as in {id: resnet18-border, control: border, of: resnet18}");
            }
        }
        List<JsonNode> earlier = earlier(plan, index);
        String of = item.get("of").asText();
        JsonNode model = find(earlier, of).orElseThrow(() -> {
            List<String> ids = earlier.stream().map(ControlItems::id).toList();
            return new UserException(
                    path + ".of: no model '" + of + "' comes before this one",
                    plan.where(path + ".of"),
                    ids.isEmpty() ? "put the control after its model" : Suggestion.hint(of, ids));
        });
        if (ModelItems.FOREIGN.stream().anyMatch(model::has)) {
            throw new UserException(
                    path + ".of: '" + of + "' is not trained", plan.where(path + ".of"), Control.NAME_ANOTHER);
        }
        ObjectNode taken = (ObjectNode) Documents.toTree(Map.of());
        taken.put("model", model(model));
        TAKEN_OVER.stream().filter(model::has).forEach(key -> taken.set(key, model.get(key)));
        if (model.has(START_FROM)) {
            String start = model.get(START_FROM).asText();
            taken.put(
                    START_FROM,
                    start(plan, path, earlier, of, start, item.get("control").asText()));
        }
        return plan.over(path, taken);
    }

    /** From what the control of {@code of} starts: the control of {@code start}, or {@code start} if that would be the same. */
    private static String start(
            Document plan, String path, List<JsonNode> earlier, String of, String start, String alteration) {
        Optional<Alteration> known = Stream.of(Alteration.values())
                .filter(a -> a.id().equals(alteration))
                .findFirst();
        boolean same = find(earlier, start)
                .map(ControlItems::model)
                .filter(Models.ids()::contains)
                .flatMap(model -> known.map(a -> !a.concerns(Models.get(model))))
                .orElse(false);
        if (same) {
            return start;
        }
        return earlier.stream()
                .filter(other -> other.path("control").asText().equals(alteration)
                        && other.path("of").asText().equals(start))
                .findFirst()
                .map(ControlItems::id)
                .orElseThrow(() -> new UserException(
                        path + ".of: '" + of + "' starts from '" + start
                                + "', so its control starts from a control of '" + start + "'",
                        plan.where(path + ".of"),
                        "put {id: " + start + "-" + alteration + ", control: " + alteration + ", of: " + start
                                + "} before it"));
    }

    private static String model(JsonNode item) {
        return item.path("model").isTextual() ? item.get("model").asText() : id(item);
    }

    private static List<JsonNode> earlier(Document plan, int index) {
        List<JsonNode> earlier = new ArrayList<>();
        for (int i = 0; i < index; i++) {
            earlier.add(plan.at("models").get(i));
        }
        return earlier;
    }

    private static Optional<JsonNode> find(List<JsonNode> models, String id) {
        return models.stream().filter(model -> id(model).equals(id)).findFirst();
    }

    private static String id(JsonNode model) {
        return model.isTextual() ? model.asText() : model.path("id").asText();
    }
}
