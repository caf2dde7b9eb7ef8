package org.ctbench.harness.audit.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Papers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeasibilityAuditTest {
    private static List<AuditFinding> article;

    @BeforeAll
    static void audit() throws IOException {
        article = FeasibilityAudit.of(
                Papers.load("ter-sarkisov-2022"), Optional.of("D-06"), true, RowLimit.OF_WORK, row -> {});
    }

    @Test
    void theSensitivityOfTheAbstractContradictsTheF1AndThatOfTheTextDoesNot() {
        AuditFinding found = one(article, "D-01");

        assertEquals(Verdict.CONTRADICTION, found.verdict());
        assertEquals(
                "no confusion matrix has COVID-19 93.55 %, CP 96.93 %, Normal 99.37 % and F1 score 97.37 %, rounded or"
                        + " truncated, whatever weighs the F1, with either number of images; with 99.47 % they agree",
                found.sentence());
        assertEquals(
                List.of(
                        "contradict each other, and none could be left out: COVID-19 93.55 %, CP 96.93 %, Normal 99.37 %"
                                + " and F1 score 97.37 % (F1 by the weights 'code', 0.45 Normal, 0.35 Common pneumonia, 0.2"
                                + " COVID-19)",
                        "by the others, COVID-19 lies in 93.5803 to 93.8335 % and not at 93.55 %",
                        "by the others, CP lies in 96.9438 to 97.0927 % and not at 96.93 %",
                        "by the others, Normal lies in 99.3862 to 99.4921 % and not at 99.37 %",
                        "by the others, F1 score lies in 97.3214 to 97.3622 % and not at 97.37 %",
                        "by these readings of the F1 no matrix has them either: F1 by the weights 'paper', F1 weighted by"
                                + " the class shares, plain mean of the F1, overall accuracy"),
                found.evidence());
    }

    @Test
    void theRowOfTheTextCanBeTrueIfItsValuesAreTruncated() {
        AuditFinding found = about(article, "Table 4, C* = 16");

        assertEquals(Verdict.NOTE, found.verdict());
        assertTrue(found.sentence().endsWith("agree only if they are truncated, not rounded"), found.sentence());
        assertTrue(found.evidence().contains("accuracy then lies in 97.3715 to 97.3716 %"), found::toString);
    }

    @Test
    void theWeightsOfTheCodeFitAndThoseOfTheArticleOnlyWithMixedPrinting() {
        AuditFinding found = one(article, "D-06");

        assertEquals(
                "the known weights of F1 do not fit equally well: 'code' if all values are truncated; 'paper' only if"
                        + " some values are rounded and others truncated",
                found.sentence());
        assertEquals(
                List.of(
                        "'code' is 0.45 Normal, 0.35 Common pneumonia, 0.2 COVID-19:"
                                + " AlexTS1980/COVID-Affinity-Model@da68d6b, test_classification_branch.py",
                        "'paper' is 0.43 Normal, 0.35 Common pneumonia, 0.22 COVID-19: the shares that the article states"
                                + " (D-05)",
                        "by the other values, F1 by the weights 'code' lies in 97.3683 to 97.4031 %",
                        "by the other values, F1 by the weights 'paper' lies in 97.2801 to 97.3670 %"),
                found.evidence());
    }

    @Test
    void theHigherValueOfTheBaselineWouldLiftAnotherRowAboveTheHighest() {
        AuditFinding found = article.stream()
                .filter(f -> f.discrepancy().equals(Optional.of("D-04")) && f.verdict() == Verdict.CONTRADICTION)
                .findFirst()
                .orElseThrow();

        assertEquals("Table 7, C* = 16, if the 85.74 of the text is right", found.about());
        assertTrue(found.evidence().contains("F1 weighted by the class shares lies in 97.7081 to 97.7233 %"));
        assertTrue(found.evidence().get(1).startsWith("Negative 97.66 % (derived: 85.74 + 11.92"), found::toString);
        assertTrue(article.stream()
                .filter(f -> f.verdict() == Verdict.CONTRADICTION)
                .noneMatch(f -> f.about().equals("Table 7, C* = 16")));
    }

    @Test
    void thePrintedOverallAccuracyOfALightModelContradictsItsSensitivities() throws IOException {
        AuditFinding found = one(of("covid-ct-mask-net"), "D-25");

        assertEquals(Verdict.CONTRADICTION, found.verdict());
        assertTrue(found.evidence().contains("by the others, Control lies in 94.3386 to 94.3598 % and not at 92.89 %"));
        assertTrue(found.evidence()
                .contains("by the others, Overall accuracy lies in 92.2419 to 92.2468 % and not at 92.89 %"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "C* = 32, NOTE, the value called F1 is the overall accuracy",
        "C* = 64, CONTRADICTION, no confusion matrix",
        "C* = 256, NOTE, the value called F1 is the overall accuracy",
        "C* = 512, NOTE, the value called F1 is the overall accuracy"
    })
    void theF1OfThePreprintOnIctcfIsTheAccuracy(String row, Verdict verdict, String words) throws IOException {
        AuditFinding found = about(of("ter-sarkisov-2020-preprint"), "Table 3, " + row);

        assertEquals(verdict, found.verdict());
        assertTrue(found.sentence().contains(words), found.sentence());
        assertEquals(Optional.of("D-23"), found.discrepancy());
    }

    @ParameterizedTest
    @CsvSource({"full-merged, Full model (merged masks)", "full-both, Full model (GGO + C masks)"})
    void rowsWithAKnownMatrixAreConsistent(String id, String name) throws IOException {
        assertEquals(
                Verdict.CONSISTENT,
                about(of("covid-ct-mask-net"), "Table 2, " + name).verdict());
    }

    private static List<AuditFinding> of(String paper) throws IOException {
        return FeasibilityAudit.of(Papers.load(paper), Optional.empty(), false, RowLimit.OF_WORK, row -> {});
    }

    private static AuditFinding one(List<AuditFinding> findings, String discrepancy) {
        List<AuditFinding> found = findings.stream()
                .filter(f -> f.discrepancy().equals(Optional.of(discrepancy)))
                .toList();
        assertEquals(1, found.size(), () -> findings.toString());
        return found.get(0);
    }

    private static AuditFinding about(List<AuditFinding> findings, String what) {
        return findings.stream()
                .filter(f -> f.about().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError(findings.toString()));
    }
}
