package org.ctbench.harness.audit.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ctbench.harness.audit.PaperAudit;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.splits.Locks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeanAuditTest {
    private static final String PAPER = """
            schema: ctbench/paper/1
            id: means
            title: Means
            classes: {ill: Ill, well: Well}
            sets:
              - {id: inside, name: Inside, counts: {ill: 40, well: 61}}
              - {id: outside, name: Outside, counts: {ill: 20, well: 30}}
            tables:
              - number: 1
                set: inside
                mean: {over: folds, count: 5}
                columns:
                  - {id: ill, name: Ill, metric: sensitivity, class: ill}
                  - {id: well, name: Well, metric: sensitivity, class: well}
                  - {id: accuracy, name: Accuracy, metric: accuracy}
                rows:
                  - {id: ours, name: Ours, cells: {ill: "90.0", well: "95.1", accuracy: "93.1"}}
            """;

    @TempDir
    Path folder;

    private Paper paper(String text) throws IOException {
        return Papers.load(Files.writeString(folder.resolve("paper.yaml"), text).toString());
    }

    private AuditFinding row(String text) throws IOException {
        return MeanAudit.of(paper(text), RowLimit.OF_WORK).stream()
                .filter(found -> found.about().equals("Table 1, Ours"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void meansThatPredictionsCanHaveAreConsistent() throws IOException {
        AuditFinding found = row(PAPER);

        assertEquals(Verdict.CONSISTENT, found.verdict(), found::toString);
        assertEquals(
                "predictions can have the means Ill 90.0 %, Well 95.1 % and Accuracy 93.1 % over 5 folds",
                found.sentence());
    }

    /** Five folds of eight images: 36 hits of 40 are 90.0 %, 37 are 92.5 %. */
    @Test
    void aMeanThatNoCountsHaveIsAContradiction() throws IOException {
        AuditFinding found = row(PAPER.replace("\"90.0\"", "\"91.2\""));

        assertEquals(Verdict.CONTRADICTION, found.verdict(), found::toString);
        assertEquals(List.of("Ill 91.2 % cannot be by itself"), found.evidence());
    }

    @Test
    void meansThatContradictEachOtherAreNamedAndOthersLeftOut() throws IOException {
        AuditFinding found = row(PAPER.replace("\"93.1\"", "\"96.0\""));

        assertEquals(Verdict.CONTRADICTION, found.verdict(), found::toString);
        assertEquals(
                "no predictions have the means Ill 90.0 %, Well 95.1 % and Accuracy 96.0 % over 5 folds, rounded or truncated, after"
                        + " the mean or before",
                found.sentence());
        assertEquals(
                List.of(
                        "contradict each other, and none could be left out: Ill 90.0 %, Well 95.1 % and Accuracy 96.0 %"),
                found.evidence());
    }

    @Test
    void anotherWayToPrintIsANote() throws IOException {
        AuditFinding found = row(PAPER.replace("\"90.0\"", "\"92.3\"").replace("\"93.1\"", "\"94.0\""));

        assertEquals(Verdict.NOTE, found.verdict(), found::toString);
        assertTrue(
                found.sentence().endsWith(" only if values were rounded or truncated before they were averaged"),
                found.sentence());
    }

    @Test
    void foldsThatAreToldAreTakenAsTheyAre() throws IOException {
        String told = PAPER.replace(
                "{over: folds, count: 5}", "{over: folds, parts: [{ill: 39, well: 1}, {ill: 1, well: 60}]}");

        assertEquals(
                Verdict.CONSISTENT,
                row(told.replace("\"90.0\"", "\"50.0\"")
                                .replace("\"95.1\"", "\"50.0\"")
                                .replace("\"93.1\"", "\"97.9\""))
                        .verdict());
        assertEquals(Verdict.CONTRADICTION, row(told).verdict(), "one of the two folds has a single ill image");
    }

    /** 36.1 of 40 in the mean: no five folds have it, ten times five folds have 361 of 400 hits. */
    @Test
    void aRepeatedCrossValidationHasFinerMeans() throws IOException {
        String fine = PAPER.replace("\"90.0\"", "\"90.25\"")
                .replace("\"95.1\"", "\"-\"")
                .replace("\"93.1\"", "\"-\"");

        assertEquals(Verdict.CONTRADICTION, row(fine).verdict());
        AuditFinding found = row(fine.replace("count: 5}", "count: 5, repeats: 10}"));
        assertEquals(Verdict.CONSISTENT, found.verdict(), found::toString);
        assertEquals("predictions can have the means Ill 90.25 % over 5 folds, 10 times", found.sentence());
    }

    @Test
    void seedsAreTrainingsOnAllImages() throws IOException {
        String seeds = PAPER.replace("{over: folds, count: 5}", "{over: seeds, count: 3}");

        AuditFinding found = row(seeds.replace("\"90.0\"", "\"90.83\"").replace("\"93.1\"", "\"93.4\""));

        assertEquals(Verdict.CONSISTENT, found.verdict(), found::toString);
        assertTrue(found.sentence().endsWith(" over 3 seeds"), found.sentence());
    }

    @Test
    void meansOverSetsAreOfTheirOwnImages() throws IOException {
        String sets = PAPER.replace("                set: inside\n", "")
                .replace("    set: inside\n", "")
                .replace("{over: folds, count: 5}", "{over: sets, of: [inside, outside]}");

        AuditFinding found = row(sets.replace("\"90.0\"", "\"91.25\"")
                .replace("\"95.1\"", "\"97.5\"")
                .replace("\"93.1\"", "\"95.0\""));

        assertTrue(found.sentence().endsWith(" over the sets Inside and Outside"), found.sentence());
        assertEquals(Verdict.CONSISTENT, found.verdict(), found::toString);
    }

    @Test
    void scoresWhoseMeansDoNotFollowFromCountsAreNamed() throws IOException {
        List<AuditFinding> found = MeanAudit.of(
                paper(PAPER.replace("metric: sensitivity, class: well", "metric: f1, class: well")), RowLimit.OF_WORK);

        assertEquals(Verdict.CANNOT_TELL, found.get(0).verdict());
        assertTrue(
                found.get(0).sentence().startsWith("means over 5 folds of Well do not follow from sums of counts"),
                found::toString);
        assertEquals(Verdict.CONSISTENT, found.get(1).verdict());
    }

    @Test
    void anEmptyBudgetSettlesNothing() throws IOException {
        List<AuditFinding> found = MeanAudit.of(paper(PAPER), RowLimit.ofSeconds(0));

        assertEquals(Verdict.CANNOT_TELL, found.get(0).verdict());
        assertTrue(found.get(0).sentence().endsWith("was not settled: stopped after 0 s"), found::toString);
    }

    @Test
    void noOtherCheckTakesThemForValuesOfOneMatrix() throws IOException {
        PaperAudit audit = PaperAudit.ofStatements(paper(PAPER.replace("\"90.0\"", "\"90.4\"")), Locks.shipped());

        assertEquals(List.of("means"), audit.checks());
    }
}
