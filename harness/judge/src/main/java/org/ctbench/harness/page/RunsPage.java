package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.NumbersDigest;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.results.RunResults;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Fact;
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
        TrainingSection.of(comparison.evidence()).ifPresent(sections::add);
        sections.add(runs(comparison.evidence().runs()));
        return new Report(
                "runs",
                comparison.evidence().plan().title(),
                RunPage.notice(comparison.evidence()),
                List.of(Fact.of(
                        "runs", Integer.toString(comparison.evidence().runs().size()))),
                ResultSections.of(comparison).with(sections));
    }

    private static Section runs(List<RunEvidence> runs) {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < runs.size(); r++) {
            RunEvidence run = runs.get(r);
            RunResults results = run.results();
            rows.add(Row.of(
                    Count.of(r + 1),
                    Text.of(run.folder().getFileName().toString()),
                    Text.of(run.plan().id()),
                    Text.code(run.plan().digest().abbreviated()),
                    results.digest()
                            .<TableCell>map(digest -> Text.code(digest.abbreviated()))
                            .orElseGet(() -> Absent.undefined("the run is incomplete")),
                    Count.of(results.numbers().models().size()),
                    Text.of(results.provenance().code().text()),
                    Text.of(results.provenance().engine().name()),
                    Text.of(results.provenance().hardware().processor().orElse("unknown"))));
        }
        return Section.of(
                "runs",
                "The runs",
                "Models that several runs trained with other seeds count as one model with several seeds. Protocol, data, machine and"
                        + " times are in the report of each run.",
                Table.of(
                        "runs",
                        "Runs of this report",
                        List.of(
                                Column.of("run"),
                                Column.of("folder"),
                                Column.of("plan"),
                                Column.of("plan digest"),
                                Column.of(NumbersDigest.NAME),
                                Column.of("trainings"),
                                Column.of("ctbench"),
                                Column.of("engine"),
                                Column.of("processor")),
                        rows));
    }
}
