package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.harness.audit.PaperAudit;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.checklist.ItemAnswer;
import org.ctbench.harness.checklist.Reforms;
import org.ctbench.harness.compare.ComparedCell;
import org.ctbench.harness.compare.ComparedTable;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.results.MissingCell;
import org.ctbench.harness.statistics.Verdict;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** The first section of a report: how many published values hold, what matters most, and what the runs do not show. */
final class KeyFindings {
    private static final int MOST = 3;

    private final Comparison comparison;

    private KeyFindings(Comparison comparison) {
        this.comparison = comparison;
    }

    private record Finding(String text, String section) {}

    /**
     * The section.
     *
     * @param audit of the paper that the runs are compared with
     * @param checklist what the runs say of each item
     * @param others the other sections of the page, to which findings lead
     */
    static Section of(
            Comparison comparison,
            Optional<PaperAudit> audit,
            Map<Reforms, ItemAnswer> checklist,
            List<Section> others) {
        return new KeyFindings(comparison)
                .section(audit, checklist, others.stream().map(Section::id).collect(Collectors.toSet()));
    }

    private Section section(Optional<PaperAudit> audit, Map<Reforms, ItemAnswer> checklist, Set<String> others) {
        List<ContentBlock> blocks = new ArrayList<>();
        if (comparison.paper().isPresent()) {
            blocks.add(new VerdictTables(comparison).summary());
        } else {
            blocks.add(Paragraph.of("The plan names no paper, so there are no published values to compare with."));
        }
        List<Finding> findings = Stream.of(
                        missing().stream(), differing(), violated(checklist, others), contradictions(audit).stream())
                .flatMap(all -> all)
                .toList();
        if (findings.isEmpty()) {
            blocks.add(Paragraph.of((comparison.paper().isPresent() ? "No value differs, no" : "No")
                    + " part of the plan failed, and no item of the reporting checklist is violated."));
        } else {
            blocks.add(table(findings));
        }
        notShown().forEach(sentence -> blocks.add(Paragraph.of(sentence)));
        return new Section("key-findings", "Key findings", reading(!findings.isEmpty()), blocks);
    }

    private String reading(boolean found) {
        String verdicts = "The verdicts say how many published values hold.";
        if (comparison.paper().isEmpty()) {
            return found
                    ? "The findings to look at first; each links to the section that explains it."
                    : "What the runs show, and what they do not.";
        }
        return found
                ? verdicts + " Below them is what to look at first; each finding links to the section that explains it."
                : verdicts;
    }

    private static Table table(List<Finding> findings) {
        List<Row> rows = findings.stream()
                .limit(MOST)
                .map(finding ->
                        Row.of(Text.of(finding.text()), Annotated.linked(Text.of("details"), finding.section())))
                .toList();
        Table table = Table.of(
                "key-findings", "What matters most", List.of(Column.of("finding"), Column.of("section")), rows);
        int more = findings.size() - rows.size();
        return more == 0
                ? table
                : table.withNotes(
                        more + (more == 1 ? " more finding is" : " more findings are") + " in the sections below.");
    }

    /** Parts of the plan that failed. */
    private Optional<Finding> missing() {
        List<MissingCell> failed = comparison.evidence().runs().stream()
                .flatMap(run -> run.results().numbers().missing().stream())
                .filter(MissingCell::failed)
                .toList();
        return failed.stream()
                .findFirst()
                .map(first -> new Finding(
                        failed.size() == 1
                                ? "A part of the plan failed: " + first.cell() + "."
                                : failed.size() + " parts of the plan failed, the first of them " + first.cell() + ".",
                        "missing"));
    }

    /** Tables with values that differ, each by its first one. */
    private Stream<Finding> differing() {
        return comparison.tables().stream().flatMap(table -> {
            List<ComparedCell> cells = table.cells().stream()
                    .filter(cell -> isDifferent(cell.verdict().kind()))
                    .toList();
            return cells.stream()
                    .limit(1)
                    .map(first -> new Finding(differing(table, cells.size(), first), "published"));
        });
    }

    private static String differing(ComparedTable table, int count, ComparedCell first) {
        return "Table " + table.table().number() + ": " + count + (count == 1 ? " value differs" : " values differ")
                + ", such as " + first.name() + ", " + first.column().name() + " (published "
                + ComparedCells.published(first).text() + ", reproduced "
                + ComparedCells.reproduced(first, false).text() + ").";
    }

    private static boolean isDifferent(Verdict.Kind kind) {
        return kind == Verdict.Kind.HIGHER || kind == Verdict.Kind.LOWER;
    }

    private static Stream<Finding> violated(Map<Reforms, ItemAnswer> checklist, Set<String> others) {
        return checklist.values().stream()
                .filter(answer -> answer.state() == ItemAnswer.State.VIOLATED)
                .map(answer -> new Finding(
                        answer.because(),
                        answer.section().filter(others::contains).orElse("checklist")));
    }

    private static Optional<Finding> contradictions(Optional<PaperAudit> audit) {
        return audit.filter(PaperAudit::contradicts).map(of -> {
            long count = of.count(AuditFinding.Verdict.CONTRADICTION);
            return new Finding(
                    "The audit finds " + (count == 1 ? "1 contradiction" : count + " contradictions")
                            + " in the paper's own numbers.",
                    "audit");
        });
    }

    /** What a reader may look for in vain. */
    private List<String> notShown() {
        List<String> sentences = new ArrayList<>();
        List<Verdict.Kind> kinds = comparison.tables().stream()
                .flatMap(table -> table.cells().stream())
                .map(cell -> cell.verdict().kind())
                .toList();
        long untold = kinds.stream().filter(Verdict.Kind.CANNOT_BE_TOLD::equals).count();
        long notRun = kinds.stream().filter(Verdict.Kind.NOT_RUN::equals).count();
        if (untold + notRun > 0) {
            sentences.add("Not shown: "
                    + Stream.of(
                                    count(untold, "with the verdict \"cannot be told\""),
                                    count(notRun, "without a reproduced value"))
                            .flatMap(Optional::stream)
                            .collect(Collectors.joining(", and "))
                    + ". The last table of the section \"Published beside reproduced\" says why.");
        }
        boolean once = comparison.sets().stream()
                .flatMap(set -> set.models().stream())
                .allMatch(model -> model.predictions().size() == 1);
        if (once && !comparison.sets().isEmpty()) {
            sentences.add("Every model was trained once. The runs do not show the effect of another seed"
                    + (comparison.evidence().plan().verdict().seedDeviation().isPresent()
                            ? "; the plan states it."
                            : ": add seeds: [1, 2, 3] to the plan."));
        }
        return sentences;
    }

    private static Optional<String> count(long values, String which) {
        return values == 0
                ? Optional.empty()
                : Optional.of(values + (values == 1 ? " published value " : " published values ") + which);
    }
}
