package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.ctbench.harness.audit.PaperAudit;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.document.Notice;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;
import org.ctbench.splits.Locks;
import org.junit.jupiter.api.Test;

class AuditSectionTest {
    @Test
    void besideARunContradictionsAndNotesStandInFullAndTheRestAsCounts() throws IOException {
        Paper paper = Papers.load("ter-sarkisov-2022");
        PaperAudit audit = PaperAudit.ofStatements(paper, Locks.shipped());

        Section section =
                AuditSection.beside(PaperAudit.ofStatements(paper, Locks.shipped()), paper, "ter-sarkisov-2022");

        List<Table> tables = tables(section);
        assertEquals(
                List.of("audit-contradiction", "audit-note", "audit-checks"),
                tables.stream().map(Table::id).toList());
        assertEquals(audit.count(Verdict.CONTRADICTION), tables.get(0).rows().size());
        assertEquals(audit.count(Verdict.NOTE), tables.get(1).rows().size());
        assertEquals(audit.findings().size(), sum(tables.get(2)));
        assertTrue(section.blocks().stream().anyMatch(Notice.class::isInstance), "nothing warns of the contradictions");
        String words = ((Paragraph) section.blocks().get(0)).text();
        assertTrue(section.reading().contains("They use no image and no value of a run."), section.reading());
        assertTrue(words.contains("`ctbench audit ter-sarkisov-2022 --all`"), words);
    }

    @Test
    void theMetricsThatTheDemoIsComparedWithCanAllBeTrue() throws IOException {
        Paper paper = Papers.load("ctbench-demo");
        PaperAudit audit = PaperAudit.ofStatements(paper, Locks.shipped());

        Section section = AuditSection.beside(PaperAudit.ofStatements(paper, Locks.shipped()), paper, "ctbench-demo");

        assertEquals(
                List.of("audit-note", "audit-checks"),
                tables(section).stream().map(Table::id).toList());
        assertEquals(0, audit.count(Verdict.CONTRADICTION));
        assertTrue(audit.count(Verdict.CONSISTENT) > 20, audit::toString);
        assertTrue(section.blocks().stream().noneMatch(Notice.class::isInstance));
    }

    private static List<Table> tables(Section section) {
        return section.blocks().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
    }

    private static long sum(Table counts) {
        return counts.rows().stream()
                .flatMap(row -> row.cells().stream())
                .filter(Count.class::isInstance)
                .mapToLong(cell -> ((Count) cell).count())
                .sum();
    }
}
