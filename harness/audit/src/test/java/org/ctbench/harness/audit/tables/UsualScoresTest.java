package org.ctbench.harness.audit.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.audit.PaperAudit;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Papers;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scores of tables of other papers. The values are those of one matrix of four classes, {@code 90 4 3 3 / 5 80 10 5 / 2 8 60 10
 * / 1 2 3 44}, and one of two, {@code 112 8 / 7 73}.
 */
class UsualScoresTest {
    private static final String FOUR = """
            schema: ctbench/paper/1
            id: four
            title: Four classes
            classes: {normal: Normal, bacterial: Bacterial, viral: Viral, covid: COVID-19}
            sets: [{id: test, counts: {normal: 100, bacterial: 100, viral: 80, covid: 50}}]
            tables:
              - number: 1
                set: test
                columns:
                  - {id: normal, metric: recall, class: normal}
                  - {id: bacterial, metric: recall, class: bacterial}
                  - {id: npv, metric: npv, class: covid}
                  - {id: alone, metric: class-accuracy, class: viral}
                  - {id: balanced, metric: balanced-accuracy}
                  - {id: precision, metric: macro-precision}
                  - {id: weighted, metric: weighted-precision}
                  - {id: specificity, metric: macro-specificity}
                  - {id: kappa, metric: kappa}
                  - {id: mcc, metric: mcc}
                  - {id: accuracy, metric: weighted-recall}
                rows:
                  - id: ours
                    cells: {normal: "90.00", bacterial: "80.00", npv: "97.76", alone: "89.09", balanced: "83.25",
                      precision: "81.71", weighted: "83.51", specificity: "94.40", kappa: "0.770", mcc: "0.771",
                      accuracy: "83.03"}
            """;

    private static final String TWO = """
            schema: ctbench/paper/1
            id: two
            title: Two classes
            classes: {benign: Benign, malignant: Malignant}
            sets: [{id: test, counts: {benign: 120, malignant: 80}}]
            tables:
              - number: 1
                set: test
                columns:
                  - {id: specificity, metric: specificity, class: malignant}
                  - {id: ppv, name: PPV, metric: ppv, class: malignant}
                  - {id: npv, name: NPV, metric: npv, class: malignant}
                  - {id: mcc, name: MCC, metric: mcc}
                  - {id: auc, name: AUC, metric: auc}
                rows:
                  - id: ours
                    cells: {specificity: "93.33", ppv: "90.12", npv: "94.12", mcc: "0.844", auc: "0.961"}
            """;

    @TempDir
    private Path folder;

    @Test
    void theScoresOfAMatrixOfFourClassesCanAllBeTrue() throws IOException {
        AuditFinding row = feasibility(FOUR).get(0);

        assertEquals(Verdict.CONSISTENT, row.verdict(), row::toString);
        assertTrue(row.sentence().endsWith("kappa 0.770, mcc 0.771 and accuracy 83.03 % agree"), row.sentence());
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "kappa: \"0.770\", kappa: \"0.790\", kappa 0.790",
        "mcc: \"0.771\", mcc: \"0.789\", mcc 0.789",
        "npv: \"97.76\", npv: \"99.99\", npv 99.99 %",
        "balanced: \"83.25\", balanced: \"93.25\", balanced 93.25 %",
        "weighted: \"83.51\", weighted: \"73.51\", weighted 73.51 %",
        "specificity: \"94.40\", specificity: \"90.40\", specificity 90.40 %"
    })
    void oneScoreOfAnotherMatrixCannotBeTrueAmongThem(String right, String wrong, String name) throws IOException {
        assertTrue(FOUR.contains(right), right);

        AuditFinding row = feasibility(FOUR.replace(right, wrong)).get(0);

        assertEquals(Verdict.CONTRADICTION, row.verdict(), row::toString);
        assertTrue(row.evidence().get(0).contains(name), row.evidence()::toString);
    }

    @Test
    void theScoresOfATableOfTwoClassesAreHeldAgainstEachOther() throws IOException {
        assertEquals(Verdict.CONSISTENT, feasibility(TWO).get(0).verdict());

        AuditFinding wrong =
                feasibility(TWO.replace("npv: \"94.12\"", "npv: \"95.12\"")).get(0);

        assertEquals(Verdict.CONTRADICTION, wrong.verdict());
        assertTrue(
                wrong.evidence().stream().anyMatch(line -> line.startsWith("by the others, NPV lies in ")),
                wrong::toString);
    }

    @Test
    void anAreaUnderACurveIsNotTold() throws IOException {
        List<AuditFinding> findings = feasibility(TWO);

        AuditFinding area = findings.get(1);
        assertEquals("Table 1, AUC", area.about());
        assertEquals(Verdict.CANNOT_TELL, area.verdict());
        assertTrue(area.sentence().contains("no confusion matrix tells"), area.sentence());
        assertFalse(findings.get(0).sentence().contains("AUC"), findings::toString);
    }

    @Test
    void aPrintedMatrixGivesEveryScore() throws IOException {
        String matrix = "    matrix: [[90, 4, 3, 3], [5, 80, 10, 5], [2, 8, 60, 10], [1, 2, 3, 44]]\n";
        String text = FOUR.replace("        cells: {normal", "    " + matrix + "        cells: {normal");

        List<AuditFinding> right = audit(text).findings();
        List<AuditFinding> wrong =
                audit(text.replace("mcc: \"0.771\"", "mcc: \"0.773\"")).findings();

        assertTrue(right.stream().allMatch(f -> f.verdict() == Verdict.CONSISTENT), right::toString);
        assertEquals(
                11,
                right.stream()
                        .filter(f -> f.sentence().startsWith("the matrix gives"))
                        .count());
        assertTrue(
                wrong.stream()
                        .anyMatch(f -> f.about().equals("Table 1, ours, mcc")
                                && f.sentence().equals("stated as 0.773, and the matrix gives 0.7715")),
                wrong::toString);
    }

    @Test
    void aScoreThatIsNoneIsRefusedWithTheNearest() {
        UserException e = assertThrows(UserException.class, () -> audit(FOUR.replace("metric: kappa", "metric: kapa")));

        assertTrue(e.fix().contains("kappa"), e::toString);
    }

    @Test
    void saysInPlainWordsWhatWasNotSettled() throws IOException {
        String aggregates = FOUR.replace("\"90.00\"", "\"-\"")
                .replace("\"80.00\"", "\"-\"")
                .replace("\"97.76\"", "\"-\"")
                .replace("\"89.09\"", "\"-\"");
        Path file = Files.writeString(folder.resolve("paper.yaml"), aggregates);
        RowLimit few = new RowLimit(Optional.empty(), 1_000);

        AuditFinding row = FeasibilityAudit.of(Papers.load(file.toString()), Optional.empty(), true, few, done -> {})
                .get(0);

        assertEquals(Verdict.CANNOT_TELL, row.verdict());
        assertTrue(row.sentence()
                .endsWith("it is not proved that there is none: the search was stopped after 1,000 steps"));
        assertEquals("not settled if they are rounded", row.evidence().get(0));
    }

    private List<AuditFinding> feasibility(String text) throws IOException {
        return audit(text).findings().stream()
                .filter(f -> f.check().equals(FeasibilityAudit.CHECK))
                .sorted(Comparator.comparing((AuditFinding f) -> !f.about().equals("Table 1, ours")))
                .toList();
    }

    private PaperAudit audit(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("paper.yaml"), text);
        return PaperAudit.ofStatements(Papers.load(file.toString()), Locks.shipped());
    }
}
