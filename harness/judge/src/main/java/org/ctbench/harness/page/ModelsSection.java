package org.ctbench.harness.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Training;
import org.ctbench.models.classifiers.ModelOptions.Choice;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;
import org.ctbench.splits.documents.Documents;

/** What was trained: each model of the plan with what was chosen for it. */
final class ModelsSection {
    private static final String ELSEWHERE = "ctbench did not train the model";

    private ModelsSection() {}

    static Section of(Plan plan, List<ModelResults> models) {
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(overview(plan, models));
        for (ModelResults model : models) {
            List<Choice> choices = model.item().options().choices();
            if (!choices.isEmpty()) {
                blocks.add(options(model.item(), choices));
            }
        }
        boolean options = blocks.size() > 1;
        if (models.stream().anyMatch(ModelsSection::hasEvents)) {
            blocks.add(events(models));
        }
        return new Section(
                "models",
                "Models",
                (options
                                ? "A model has options where the paper and the released code disagree or say nothing. D-xx is an entry of"
                                        + " the ledger of discrepancies. "
                                : "")
                        + "plan.yaml beside this report holds all options.",
                blocks);
    }

    private static Table overview(Plan plan, List<ModelResults> models) {
        List<Row> rows = new ArrayList<>();
        for (ModelResults model : models) {
            ModelItem item = model.item();
            rows.add(Row.of(
                    Text.of(item.heading()),
                    Text.of(item.provider().summary() + control(item)),
                    start(item),
                    item.isScored()
                            ? Absent.undefined(ELSEWHERE)
                            : Text.of(item.protocol()
                                    .map(own -> differences(Documents.toTree(plan.protocol()), Documents.toTree(own)))
                                    .orElse("of the plan"))));
        }
        return Table.of(
                "models",
                "Models of this run",
                List.of(Column.of("model"), Column.of("what it is"), Column.of("starts from"), Column.of("protocol")),
                rows);
    }

    private static String control(ModelItem item) {
        return item.control()
                .map(control -> "; a negative control of " + control.of() + ": it sees "
                        + control.alteration().sees())
                .orElse("");
    }

    private static TableCell start(ModelItem item) {
        if (item.isScored()) {
            return Absent.undefined(ELSEWHERE);
        }
        return Text.of(item.start()
                .map(file -> "the file " + file.weights()
                        + file.sha256()
                                .map(digest -> ", SHA-256 " + digest.abbreviated())
                                .orElse(""))
                .or(() -> item.startFrom().map(earlier -> "weights of " + earlier))
                .orElse("random weights"));
    }

    /** What one protocol has other than the plan's, as a plan writes it. */
    private static String differences(JsonNode plan, JsonNode own) {
        Map<String, String> usual = leaves(plan);
        StringJoiner differences = new StringJoiner(", ");
        leaves(own).forEach((key, value) -> {
            if (!value.equals(usual.get(key))) {
                differences.add(key + " " + value);
            }
        });
        return differences.length() == 0 ? "of the plan" : "as in the plan, except " + differences;
    }

    private static Map<String, String> leaves(JsonNode tree) {
        Map<String, String> leaves = new LinkedHashMap<>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(e -> collect(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), leaves));
        } else {
            leaves.put(path, node.asText());
        }
    }

    private static Table options(ModelItem item, List<Choice> choices) {
        List<Row> rows = new ArrayList<>();
        for (Choice choice : choices) {
            rows.add(Row.of(
                    Text.code(choice.key()),
                    Text.of(choice.value()),
                    Text.of(choice.meaning()),
                    Text.of(choice.discrepancy().orElse(""))));
        }
        return Table.of(
                "options-" + item.id(),
                "Options of " + item.heading(),
                List.of(Column.of("option"), Column.of("value"), Column.of("meaning"), Column.of("ledger")),
                rows);
    }

    private static boolean hasEvents(ModelResults model) {
        return model.training().filter(training -> !training.events().isEmpty()).isPresent();
    }

    private static Table events(List<ModelResults> models) {
        Set<String> names = new LinkedHashSet<>();
        models.stream()
                .flatMap(model -> model.training().stream())
                .forEach(training -> names.addAll(training.events().keySet()));
        List<Column> columns = new ArrayList<>(List.of(Column.of("model"), Column.of("during")));
        names.forEach(name -> columns.add(Column.of(name)));
        List<Row> rows = new ArrayList<>();
        for (ModelResults model : models) {
            if (!hasEvents(model)) {
                continue;
            }
            String heading = model.item().heading();
            Training training = model.training().orElseThrow();
            rows.add(row(heading, "training on " + training.split(), names, training.events()));
            for (EvaluationResults set : model.evaluations()) {
                set.fineTuning()
                        .ifPresent(t -> rows.add(row(heading, "fine-tuning on " + t.split(), names, t.events())));
                rows.add(row(heading, "evaluation on " + set.split(), names, set.events()));
            }
        }
        return Table.of("events", "Events during training and evaluation, over all epochs", columns, rows)
                .withKeys(2);
    }

    private static Row row(String heading, String during, Set<String> names, Map<String, Long> events) {
        List<TableCell> cells = new ArrayList<>(List.of(Text.of(heading), Text.of(during)));
        for (String name : names) {
            Long count = events.get(name);
            cells.add(count == null ? Absent.undefined("the model does not count this") : Count.of(count));
        }
        return new Row(cells, false);
    }
}
