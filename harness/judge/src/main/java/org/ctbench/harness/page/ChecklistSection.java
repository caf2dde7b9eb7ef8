package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctbench.harness.checklist.ItemAnswer;
import org.ctbench.harness.checklist.ItemAnswer.State;
import org.ctbench.harness.checklist.Reforms;
import org.ctbench.harness.checklist.SetShortcut;
import org.ctbench.harness.checklist.StudyFacts;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.Estimates;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** What a study must say, and what runs say of it. */
final class ChecklistSection {
    private ChecklistSection() {}

    /**
     * What runs say of each item.
     *
     * @param shortcuts models beside classifiers that see no pixel, by the id of the set
     */
    static Map<Reforms, ItemAnswer> answers(Comparison comparison, Map<String, ShortcutTable> shortcuts) {
        List<SetShortcut> reached = comparison.sets().stream()
                .flatMap(
                        set -> Optional.ofNullable(shortcuts.get(set.set().id()))
                                .flatMap(table -> shortcut(comparison, set, table))
                                .stream())
                .toList();
        StudyFacts facts = new StudyFacts(comparison, reached, ControlSection.matched(comparison));
        Map<Reforms, ItemAnswer> answers = new EnumMap<>(Reforms.class);
        for (Reforms item : Reforms.values()) {
            answers.put(item, item.of(facts));
        }
        return answers;
    }

    /**
     * The section.
     *
     * @param before the sections of the page that answers may lead to
     */
    static Section of(Comparison comparison, Map<Reforms, ItemAnswer> answers, List<Section> before) {
        Set<String> sections = before.stream().map(Section::id).collect(Collectors.toSet());
        boolean several = comparison.evidence().runs().size() > 1;
        List<Row> rows = new ArrayList<>();
        int violated = 0;
        int shown = 0;
        for (Map.Entry<Reforms, ItemAnswer> entry : answers.entrySet()) {
            Reforms item = entry.getKey();
            ItemAnswer answer = entry.getValue();
            violated += answer.state() == State.VIOLATED ? 1 : 0;
            shown += answer.state() == State.SHOWN ? 1 : 0;
            rows.add(Row.of(
                    Text.of(item.number()),
                    Text.of(item.module().words()),
                    Text.of(item.question()),
                    state(answer, sections, several),
                    Text.of(answer.because())));
        }
        int open = rows.size() - violated - shown;
        return Section.of(
                "checklist",
                "Reporting checklist",
                "Each row is a question to a study that rests on machine learning. The evidence says where this report answers it,"
                        + " or what violates it.",
                Paragraph.of("REFORMS asks " + rows.size()
                        + " questions (Kapoor et al., Science Advances 10, eadk3452, 2024; the wording is ours). "
                        + (several ? "This report and those of its runs answer " : "This report answers ") + shown
                        + (several ? ", and find " : ", and finds ")
                        + violated + " violated. Only the authors can answer the other " + open + "."),
                Table.of(
                        "checklist",
                        "The REFORMS checklist",
                        List.of(
                                Column.of("item"),
                                Column.of("module"),
                                Column.of("question"),
                                Column.of("state"),
                                Column.of("evidence")),
                        rows));
    }

    private static TableCell state(ItemAnswer answer, Set<String> sections, boolean several) {
        if (several
                && answer.state() == State.SHOWN
                && answer.section().filter(sections::contains).isEmpty()) {
            return Text.of("shown in the report of each run");
        }
        TableCell text = answer.state() == State.VIOLATED
                ? Text.strong(answer.state().words())
                : Text.of(answer.state().words());
        return answer.section()
                .filter(sections::contains)
                .<TableCell>map(section -> Annotated.linked(text, section))
                .orElse(text);
    }

    private static Optional<SetShortcut> shortcut(Comparison comparison, SetMetrics set, ShortcutTable table) {
        return table.best().map(best -> {
            double accuracy = best.value(ClassificationMetric.accuracy()).orElseThrow();
            Estimate estimate = Estimates.of(best, List.of(ClassificationMetric.accuracy()), comparison.resampling())
                    .get(0);
            double low = estimate.of(best)
                    .known()
                    .map(known -> known.interval().low())
                    .orElse(accuracy);
            List<String> matches = set.withoutControls().models().stream()
                    .filter(model -> table.matchesNoPixels(model.predictions().get(0)))
                    .map(ModelMetrics::heading)
                    .toList();
            ConfusionMatrix counts = best.matrix();
            double largest = (double) counts.slices(counts.largestClass()) / best.slices();
            return new SetShortcut(set.set().heading(), accuracy, low, largest, matches);
        });
    }
}
