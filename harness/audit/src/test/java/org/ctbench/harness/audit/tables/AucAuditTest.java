package org.ctbench.harness.audit.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AucAuditTest {
    private static final String PAPER = """
            schema: ctbench/paper/1
            id: area
            title: Area
            classes: {well: Well, ill: Ill}
            sets: [{id: test, counts: {well: 100, ill: 100}}]
            tables:
              - number: 1
                set: test
                columns:
                  - {id: sensitivity, name: Sensitivity, metric: sensitivity, class: ill}
                  - {id: specificity, name: Specificity, metric: specificity, class: ill}
                  - {id: auc, name: AUC, metric: auc, class: ill}
                rows:
                  - {id: ours, name: Ours, cells: {sensitivity: "90.0", specificity: "80.0", auc: "0.93"}}
            """;

    @TempDir
    Path folder;

    private AuditFinding area(String text, boolean means) throws IOException {
        Paper paper = Papers.load(
                Files.writeString(folder.resolve("paper.yaml"), text).toString());
        List<AuditFinding> all = means
                ? MeanAudit.of(paper, RowLimit.OF_WORK)
                : FeasibilityAudit.of(paper, Optional.empty(), false, RowLimit.OF_WORK, row -> {});
        return all.stream()
                .filter(found -> found.about().endsWith("AUC"))
                .findFirst()
                .orElseThrow();
    }

    /** From 0.9 x 0.8 to 1 - 0.1 x 0.2, wider by what printing leaves open. */
    @Test
    void anAreaBetweenTheBoundsIsConsistent() throws IOException {
        AuditFinding found = area(PAPER, false);

        assertEquals(Verdict.CONSISTENT, found.verdict(), found::toString);
        assertEquals("a curve through Sensitivity 90.0 % and Specificity 80.0 % can have AUC 0.93", found.sentence());
        assertEquals(List.of("the area lies in 0.7166 to 0.9806"), found.evidence());
    }

    @Test
    void anAreaOutsideIsAContradiction() throws IOException {
        AuditFinding high = area(PAPER.replace("\"0.93\"", "\"0.994\""), false);
        AuditFinding low = area(PAPER.replace("\"0.93\"", "\"0.65\""), false);

        assertEquals(Verdict.CONTRADICTION, high.verdict(), high::toString);
        assertEquals("no curve through Sensitivity 90.0 % and Specificity 80.0 % has AUC 0.994", high.sentence());
        assertEquals(Verdict.CONTRADICTION, low.verdict(), low::toString);
    }

    @Test
    void theSensitivitiesOfBothClassesAreAPoint() throws IOException {
        AuditFinding found =
                area(PAPER.replace("metric: specificity, class: ill", "metric: sensitivity, class: well"), false);

        assertEquals(List.of("the area lies in 0.7166 to 0.9806"), found.evidence());
    }

    @Test
    void meansLeaveTheAreaMoreOpen() throws IOException {
        String folds = PAPER.replace("    set: test\n", "    set: test\n    mean: {over: folds, count: 5}\n");

        AuditFinding found = area(folds, true);
        AuditFinding low = area(folds.replace("\"0.93\"", "\"0.65\""), true);

        assertEquals(List.of("the mean of the areas lies in 0.6960 to 1.0000"), found.evidence());
        assertEquals(Verdict.CONTRADICTION, low.verdict(), low::toString);
        assertTrue(low.sentence().startsWith("no curves through "), low.sentence());
    }

    @Test
    void ofThreeClassesItCannotBeTold() throws IOException {
        AuditFinding found = area(
                PAPER.replace("ill: Ill}", "ill: Ill, other: Other}").replace("ill: 100}", "ill: 100, other: 50}"),
                false);

        assertEquals(Verdict.CANNOT_TELL, found.verdict(), found::toString);
    }

    /** A model of three classes may give images to the one that the set has none of. */
    @Test
    void aClassWithoutImagesIsAClass() throws IOException {
        AuditFinding found = area(
                PAPER.replace("ill: Ill}", "ill: Ill, other: Other}")
                        .replace("ill: 100}", "ill: 100, other: 0}")
                        .replace("\"0.93\"", "\"0.65\""),
                false);

        assertEquals(Verdict.CANNOT_TELL, found.verdict(), found::toString);
    }

    @Test
    void setsOfDifferentClassesHaveAllOfThem() throws IOException {
        String two = PAPER.replace("ill: Ill}", "ill: Ill, other: Other}")
                .replace("ill: 100}}", "ill: 100}}, {id: more, counts: {well: 50, ill: 50}}")
                .replace("    set: test\n", "    mean: {over: sets, of: [test, more]}\n")
                .replace("\"0.93\"", "\"0.65\"");

        AuditFinding same = area(two, true);
        AuditFinding different = area(two.replace("ill: 50}", "ill: 50, other: 50}"), true);
        AuditFinding none = area(two.replace("ill: 50}", "ill: 0}"), true);

        assertEquals(Verdict.CONTRADICTION, same.verdict(), same::toString);
        assertEquals(Verdict.CANNOT_TELL, different.verdict(), different::toString);
        assertEquals(Verdict.CANNOT_TELL, none.verdict(), none::toString);
    }
}
