package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.audit.PaperAudit;
import org.ctbench.harness.checklist.ItemAnswer;
import org.ctbench.harness.checklist.Reforms;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.statistics.Verdict.Kind;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;
import org.ctbench.splits.Locks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader in a hurry is shown. */
class KeyFindingsTest {
    private static final ItemAnswer VIOLATED =
            new ItemAnswer(ItemAnswer.State.VIOLATED, "606 patients are in both splits.", Optional.of("data"));

    @TempDir
    Path folder;

    private Comparison comparison(boolean withPaper) throws IOException {
        Evidence evidence = Evidence.read(List.of(new FinishedRun(folder)
                .with("verdict={seedDeviation: {percent: 0.5, degreesOfFreedom: 7}, replicates: 1000}")
                .write()));
        return Comparison.of(evidence, withPaper ? Optional.of(Papers.load("ter-sarkisov-2022")) : Optional.empty());
    }

    private static List<List<String>> findings(Section section) {
        return section.blocks().stream()
                .filter(block -> block instanceof Table table && table.id().equals("key-findings"))
                .flatMap(block -> ((Table) block).rows().stream())
                .map(row -> row.cells().stream().map(TableCell::text).toList())
                .toList();
    }

    private static String paragraphs(Section section) {
        StringBuilder text = new StringBuilder();
        section.blocks().forEach(block -> text.append(block instanceof Paragraph p ? p.text() + "\n" : ""));
        return text.toString();
    }

    @Test
    void whatIsViolatedStandsAtTheTopWithItsSection() throws IOException {
        Section section =
                KeyFindings.of(comparison(false), Optional.empty(), Map.of(Reforms.DEPENDENCE, VIOLATED), List.of());

        assertEquals(
                List.of("606 patients are in both splits.", "details"),
                findings(section).get(0));
        assertTrue(paragraphs(section).contains("The plan names no paper"), paragraphs(section));
        assertEquals("The findings to look at first; each links to the section that explains it.", section.reading());
    }

    @Test
    void aRunOfSingleTrainingsSaysWhatItDoesNotShow() throws IOException {
        Section section = KeyFindings.of(comparison(false), Optional.empty(), Map.of(), List.of());

        assertTrue(paragraphs(section).contains("Every model was trained once."), paragraphs(section));
    }

    @Test
    void verdictsAreCountedAndValuesThatDifferAreNamed() throws IOException {
        Comparison comparison = comparison(true);

        Section section = KeyFindings.of(comparison, Optional.empty(), Map.of(), List.of());

        assertTrue(section.blocks().get(0) instanceof Table table && table.id().equals("verdicts"));
        long differing = comparison.tables().stream()
                .filter(table -> table.cells().stream()
                        .anyMatch(cell -> cell.verdict().kind() == Kind.HIGHER
                                || cell.verdict().kind() == Kind.LOWER))
                .count();
        assertTrue(differing > 0);
        assertEquals(
                Math.min(3, differing),
                findings(section).stream()
                        .filter(row -> row.get(0).contains("differ"))
                        .count());
        assertTrue(paragraphs(section).contains("Not shown: "), paragraphs(section));
        assertTrue(section.reading().startsWith("The verdicts say how many"), section.reading());
    }

    @Test
    void aRunWithoutFindingsSaysSoAndAPaperThatContradictsItselfIsNamed() throws IOException {
        Paper paper = Papers.load("ter-sarkisov-2022");
        Optional<PaperAudit> audit = Optional.of(PaperAudit.ofStatements(paper, Locks.shipped()));

        Section none = KeyFindings.of(comparison(false), Optional.empty(), Map.of(), List.of());
        Section contradicting = KeyFindings.of(comparison(false), audit, Map.of(), List.of());

        assertEquals("What the runs show, and what they do not.", none.reading());
        assertTrue(
                paragraphs(none)
                        .contains("No part of the plan failed, and no item of the reporting checklist is violated."),
                paragraphs(none) + findings(none));
        assertTrue(
                findings(contradicting)
                        .get(0)
                        .get(0)
                        .matches("The audit finds \\d+ contradictions in the paper's own numbers\\."),
                findings(contradicting).toString());
    }

    @Test
    void moreThanThreeFindingsAreCounted() throws IOException {
        Map<Reforms, ItemAnswer> violated = new EnumMap<>(Reforms.class);
        List.of(Reforms.DEPENDENCE, Reforms.SHORTCUTS, Reforms.CODE, Reforms.MISSING, Reforms.METRICS)
                .forEach(item -> violated.put(item, VIOLATED));

        Section section = KeyFindings.of(comparison(false), Optional.empty(), violated, List.of());

        assertEquals(3, findings(section).size());
        assertTrue(section.blocks().stream()
                .anyMatch(block -> block instanceof Table table
                        && table.notes().contains("2 more findings are in the sections below.")));
    }
}
