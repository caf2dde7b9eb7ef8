package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.audit.PaperAudit;
import org.ctbench.harness.checklist.ItemAnswer;
import org.ctbench.harness.checklist.Reforms;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.CaptureReference.Kind;
import org.ctbench.harness.results.MissingCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** What came out, of one run or of several together. */
final class ResultSections {
    private final Comparison comparison;
    private final List<ReportedModel> models;
    private final Map<String, ShortcutTable> shortcuts;
    private final Optional<PaperAudit> audit;
    private final List<Section> sections = new ArrayList<>();

    private ResultSections(Comparison comparison) throws IOException {
        this.comparison = comparison;
        this.models = ReportedModel.of(comparison.evidence());
        this.shortcuts = ShortcutSection.tables(comparison);
        Optional<Paper> paper = comparison.paper();
        this.audit = paper.isPresent()
                ? Optional.of(PaperAudit.ofStatements(
                        paper.get(), comparison.evidence().first().library().locks()))
                : Optional.empty();
    }

    /**
     * The sections, in reading order: the paper's tables first.
     *
     * @throws org.ctbench.splits.documents.UserException if a file of a run is missing or was changed
     */
    static ResultSections of(Comparison comparison) throws IOException {
        ResultSections all = new ResultSections(comparison);
        all.add();
        return all;
    }

    /**
     * All sections of a page: the key findings, those of this object, others, and the checklist.
     *
     * @param others how the results were computed
     */
    List<Section> with(List<Section> others) {
        List<Section> page = new ArrayList<>(sections);
        page.addAll(others);
        Map<Reforms, ItemAnswer> answers = ChecklistSection.answers(comparison, shortcuts);
        page.add(ChecklistSection.of(comparison, answers, page));
        page.add(0, KeyFindings.of(comparison, audit, answers, page));
        return page;
    }

    private void add() throws IOException {
        if (comparison.paper().isPresent()) {
            sections.add(ComparisonSection.of(comparison, shortcuts));
            Paper paper = comparison.paper().get();
            String named = comparison.evidence().plan().published().orElse(paper.id());
            sections.add(AuditSection.beside(audit.orElseThrow(), paper, named));
        }
        for (EvaluationSet set : comparison.evidence().sets()) {
            sections.add(SetSection.of(comparison, set, Optional.ofNullable(shortcuts.get(set.id()))));
        }
        ModelComparisonSection.of(comparison).ifPresent(sections::add);
        BestEpochs.of(comparison).ifPresent(sections::add);
        ShortcutSection.of(comparison, shortcuts).ifPresent(sections::add);
        ControlSection.of(comparison).ifPresent(sections::add);
        sections.add(MetricsSection.of(comparison));
        ClinicalSection.of(comparison).ifPresent(sections::add);
        sections.add(ErrorsSection.of(comparison));
        segmentation();
        affinities();
        missing();
    }

    private void segmentation() throws IOException {
        List<ReportedModel> segmenters = models.stream()
                .filter(model -> model.results().segmentation().isPresent())
                .toList();
        if (!segmenters.isEmpty()) {
            sections.add(SegmentationSection.of(comparison, segmenters));
        }
    }

    private void affinities() throws IOException {
        List<ReportedModel> affinities = models.stream()
                .filter(model ->
                        !CaptureFiles.of(model.results(), Kind.AFFINITY).isEmpty())
                .toList();
        if (!affinities.isEmpty()) {
            String split = plan(affinities.get(0)).capturedSet().orElseThrow().split();
            sections.add(AffinitySection.of(split, affinities));
        }
    }

    private static Plan plan(ReportedModel model) {
        return model.trained().run().plan();
    }

    private void missing() {
        List<Row> rows = new ArrayList<>();
        List<RunEvidence> runs = comparison.evidence().runs();
        for (int r = 0; r < runs.size(); r++) {
            String run = runs.size() == 1 ? "" : ", run " + (r + 1);
            for (MissingCell cell : runs.get(r).results().numbers().missing()) {
                rows.add(Row.of(
                        Text.of(cell.cell() + run),
                        Text.of(cell.failed() ? "failed" : "not run"),
                        Text.of(cell.because())));
            }
        }
        if (!rows.isEmpty()) {
            sections.add(Section.of(
                    "missing",
                    "Parts without result",
                    "These parts of the plan have no result. No other number stands in their place.",
                    Table.of(
                            "missing",
                            "Parts without result",
                            List.of(Column.of("part"), Column.of("state"), Column.of("why")),
                            rows)));
        }
    }
}
