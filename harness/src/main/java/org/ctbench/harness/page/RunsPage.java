package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.audit.PaperAudit;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.results.RunResults;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Fact;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** The report of several runs together. */
final class RunsPage {
    private RunsPage() {}

    /** Puts runs into tables and figures; how each was computed stands in its own report. */
    static Report of(Comparison comparison) throws IOException {
        List<Section> sections = new ArrayList<>();
        sections.addAll(published(comparison));
        sections.addAll(statistics(comparison));
        sections.add(runs(comparison.evidence().runs()));
        return new Report(
                "runs",
                comparison.evidence().plan().title(),
                RunPage.notice(comparison.evidence().plan()),
                List.of(Fact.of(
                        "runs", Integer.toString(comparison.evidence().runs().size()))),
                sections);
    }

    /** The paper's tables beside the runs, and what the paper says of itself; none if the plan compares with no paper. */
    static List<Section> published(Comparison comparison) throws IOException {
        Optional<Paper> paper = comparison.paper();
        if (paper.isEmpty()) {
            return List.of();
        }
        String named =
                comparison.evidence().plan().published().orElse(paper.get().id());
        return List.of(
                ComparisonSection.of(comparison), AuditSection.beside(PaperAudit.ofStatements(paper.get()), named));
    }

    /** Models compared, intervals, calibration and errors. */
    static List<Section> statistics(Comparison comparison) throws IOException {
        List<Section> sections = new ArrayList<>();
        ModelComparisonSection.of(comparison).ifPresent(sections::add);
        sections.add(FiguresSection.of(comparison));
        CalibrationSection.of(comparison).ifPresent(sections::add);
        sections.add(ErrorsSection.of(comparison));
        return sections;
    }

    private static Section runs(List<RunEvidence> runs) {
        List<Row> rows = new ArrayList<>();
        for (RunEvidence run : runs) {
            RunResults results = run.results();
            rows.add(Row.of(
                    Text.of(run.folder().getFileName().toString()),
                    Text.of(run.plan().id()),
                    Text.code(run.plan().digest().abbreviated()),
                    Text.code(results.numbers().digest().abbreviated()),
                    Count.of(results.numbers().models().size()),
                    Text.of(results.provenance().code().text()),
                    Text.of(results.provenance().engine().name()),
                    Text.of(results.provenance().hardware().processor().orElse("unknown"))));
        }
        return Section.of(
                "runs",
                "The runs",
                Paragraph.of(
                        "Models that several runs trained with other seeds count as one model with several seeds. Confusion"
                                + " matrices, training curves, data and provenance stand in the report of each run."),
                Table.of(
                        "runs",
                        "Runs of this report",
                        List.of(
                                Column.of("folder"),
                                Column.of("plan"),
                                Column.of("plan digest"),
                                Column.of("digest of all numbers"),
                                Column.of("trainings"),
                                Column.of("ctbench"),
                                Column.of("engine"),
                                Column.of("processor")),
                        rows));
    }
}
