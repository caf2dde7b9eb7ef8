package org.ctbench.harness.audit.ablation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.audit.ledger.Entry;
import org.ctbench.harness.audit.ledger.Reading;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/**
 * A plan that runs the readings of ledger entries beside each other.
 *
 * @param plan the plan, as YAML
 * @param base id of the item that the others are variants of
 * @param variants ids of the items and sets that run another reading, in the order of the entries
 * @param notes about entries for which nothing has to be run
 */
public record Ablation(String plan, String base, List<String> variants, List<String> notes) {
    private static final String MODELS = "models";
    private static final String EVALUATE = "evaluate";

    public Ablation {
        variants = List.copyOf(variants);
        notes = List.copyOf(notes);
    }

    /**
     * Adds a variant for each other reading of each entry to one model of a plan, and leaves the plan's other models out.
     *
     * @param item id of the model; the plan's first Affinity model if none is named
     * @throws UserException if an entry has no reading that a plan can run, or the plan has no such model
     */
    public static Ablation of(Plan plan, List<Entry> entries, Optional<String> item) {
        return new Draft(plan, base(plan, entries, item)).of(entries);
    }

    /** Id of the variant of an item or a set that runs another reading. */
    static String variantId(String id, Entry entry, int other) {
        String suffix = "-" + entry.id().toLowerCase(Locale.ROOT).replace("-", "");
        boolean several = entry.option().orElseThrow().others().size() > 1;
        return id + suffix + (several ? "-" + (other + 1) : "");
    }

    private static ModelItem base(Plan plan, List<Entry> entries, Optional<String> item) {
        List<String> ids = plan.models().stream().map(ModelItem::id).toList();
        if (item.isPresent() && !ids.contains(item.get())) {
            throw new UserException(
                    "no model '" + item.get() + "'", "plan " + plan.id(), Suggestion.hint(item.get(), ids));
        }
        String model = entries.stream()
                .map(Entry::option)
                .flatMap(Optional::stream)
                .flatMap(o -> o.model().stream())
                .findFirst()
                .orElse("affinity");
        ModelItem base = plan.models().stream()
                .filter(m ->
                        item.isPresent() ? m.id().equals(item.get()) : m.model().equals(model))
                .findFirst()
                .orElse(plan.models().get(0));
        for (Entry entry : entries) {
            Optional<String> needed = entry.option().flatMap(Reading::model);
            if (needed.isPresent() && !needed.get().equals(base.model())) {
                throw new UserException(
                        entry.id() + " is an option of the model " + needed.get() + ", and " + base.id() + " is "
                                + base.model(),
                        "plan " + plan.id(),
                        "name a plan with such a model, and with --model that model");
            }
        }
        return base;
    }

    private static final class Draft {
        private final ObjectNode tree;
        private final ObjectNode item;
        private final String base;
        private final List<String> variants = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Draft(Plan plan, ModelItem base) {
            this.base = base.id();
            tree = Documents.toTree(plan).deepCopy();
            ArrayNode models = tree.putArray(MODELS);
            for (ModelItem start = base; start.startFrom().isPresent(); ) { // what it starts from is needed
                String from = start.startFrom().get();
                start = plan.models().stream()
                        .filter(m -> m.id().equals(from))
                        .findFirst()
                        .orElseThrow();
                models.insert(0, Documents.toTree(start));
            }
            JsonNode written = Documents.toTree(base);
            item = written.isObject() ? (ObjectNode) written : tree.objectNode().put("id", base.id());
            item.put("model", base.model());
            models.add(item);
        }

        Ablation of(List<Entry> entries) {
            for (Entry entry : entries) {
                add(entry);
            }
            String of = entries.stream().map(Entry::id).collect(Collectors.joining(", "));
            tree.put("id", tree.path("id").asText() + "-ablation");
            tree.put("title", tree.path("title").asText() + ": both readings of " + of);
            return new Ablation(Documents.toYaml(tree), base, variants, notes);
        }

        private void add(Entry entry) {
            Reading reading = entry.option()
                    .orElseThrow(() -> new UserException(
                            entry.id() + " has no reading that a plan can run: " + entry.statement(),
                            "ledger",
                            "choose entries that `ctbench ablate --list` prints"));
            for (int i = 0; i < reading.others().size(); i++) {
                JsonNode other = reading.others().get(i);
                switch (reading.place()) {
                    case MODEL -> model(entry, i, "options", other);
                    case PROTOCOL -> model(entry, i, "protocol", other);
                    case FINE_TUNING -> fineTuning(entry, i, other);
                    case EVALUATION, SEGMENTATION ->
                        notes.add(entry.id() + ": nothing to run; every results file holds both readings");
                }
            }
        }

        private void model(Entry entry, int i, String key, JsonNode other) {
            ObjectNode variant = item.deepCopy();
            String id = variantId(base, entry, i);
            variant.put("id", id);
            variant.put("title", entry.id() + ": " + words(other));
            merge(variant.withObjectProperty(key), other);
            ((ArrayNode) tree.get(MODELS)).add(variant);
            variants.add(id);
        }

        private void fineTuning(Entry entry, int i, JsonNode other) {
            List<ObjectNode> more = new ArrayList<>();
            for (JsonNode set : tree.path(EVALUATE)) {
                if (set.has("fineTune")) {
                    ObjectNode variant = set.deepCopy();
                    String id = variantId(set.path("id").asText(), entry, i);
                    variant.put("id", id);
                    variant.put("title", entry.id() + ": " + words(other));
                    merge(variant.withObjectProperty("fineTune"), other);
                    more.add(variant);
                    variants.add(id);
                }
            }
            if (more.isEmpty()) {
                throw new UserException(
                        entry.id() + " is about fine-tuning, and no set of the plan has any",
                        "plan " + tree.path("id").asText(),
                        "name a plan that fine-tunes, as paper-small");
            }
            more.forEach(((ArrayNode) tree.get(EVALUATE))::add);
        }

        private static void merge(ObjectNode into, JsonNode over) {
            for (Map.Entry<String, JsonNode> field : over.properties()) {
                if (field.getValue().isObject()) {
                    merge(into.withObjectProperty(field.getKey()), field.getValue());
                } else {
                    into.set(field.getKey(), field.getValue());
                }
            }
        }
    }

    /** Keys and values on one line: {@code sieve paper}. */
    static String words(JsonNode keys) {
        return keys.toString().replaceAll("[{}\"]", "").replace(":", " ").replace(",", ", ");
    }
}
