package org.ctbench.harness.audit.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.papers.Related;
import org.ctbench.splits.Locks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticAuditTest {
    private static final Path MINE = Path.of("../papers/src/test/resources/papers/mine.yaml");

    private static final Locks LOCKS = Locks.shipped();
    private static final Map<String, List<AuditFinding>> AUDITS = new HashMap<>();

    @TempDir
    Path folder;

    private static List<AuditFinding> audit(String id) throws IOException {
        if (AUDITS.containsKey(id)) {
            return AUDITS.get(id);
        }
        Paper paper = Papers.load(id);
        List<Paper> related = new ArrayList<>();
        for (Related r : paper.related()) {
            related.add(Papers.load(r.paper()));
        }
        AUDITS.put(id, ArithmeticAudit.of(paper, related, LOCKS));
        return AUDITS.get(id);
    }

    /** The findings of {@code mine.yaml} with one text in place of another. */
    private List<AuditFinding> auditWith(String text, String other) throws IOException {
        String mine = Files.readString(MINE);
        assertTrue(mine.contains(text), text);
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, mine.replace(text, other));
        return ArithmeticAudit.of(Papers.load(file.toString()), List.of(), LOCKS);
    }

    private static String only(List<AuditFinding> findings, Verdict verdict) {
        List<AuditFinding> found =
                findings.stream().filter(f -> f.verdict() == verdict).toList();
        assertEquals(1, found.size(), findings.toString());
        return found.get(0).about() + ": " + found.get(0).sentence();
    }

    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ter-sarkisov-2022 | D-01 | CONTRADICTION | stated as 99.47 (section 4.4) and as 99.37 (abstract)",
                "ter-sarkisov-2022 | D-02 | CONTRADICTION | stated as 2.9153, but 61782 / 21191 = 2.9155",
                "ter-sarkisov-2022 | D-02 | CONTRADICTION | stated as 21192, and the list has 21191",
                "ter-sarkisov-2022 | D-03 | CONTRADICTION | stated as 13676, but 600 + 12976 = 13576",
                "ter-sarkisov-2022 | D-04 | CONTRADICTION | stated as 85.47 (Table 7) and as 85.74 (text); only 85.47 agrees"
                        + " with what is said elsewhere",
                "ter-sarkisov-2022 | D-05 | CONTRADICTION | the shares are not those of COVIDx-CT v1 test split but of"
                        + " COVIDx-CT v1 validation split",
                "ter-sarkisov-2022 | D-07 | CONTRADICTION | no known set has these shares, of 5 tried; they add up to 99.54",
                "ter-sarkisov-2022 | D-08 | NOTE | true, as 61782 + 21036 + 21191 = 104009; but it is over 103000 in:"
                        + " conclusion",
                "ter-sarkisov-2022 | D-31 | NOTE | 5 values of models of the same names are others there, on the same"
                        + " images",
                "ter-sarkisov-2022 | D-32 | NOTE | it is 93.55, and its reference [22] reports 93.88 for Full model (GGO + C"
                        + " masks) on the same images (covid-ct-mask-net, table 2)",
                "ter-sarkisov-2022 | D-38 | CONTRADICTION | stated as 150, but 864 + 332 + 293 = 1489",
                "ter-sarkisov-2020-preprint | D-23 | NOTE | stated as 83.67, which is the overall accuracy and not the F1"
                        + " weighted by the class shares, 84.34",
                "ter-sarkisov-2020-preprint | D-23 | NOTE | stated as 85.27, which is the overall accuracy and not the F1"
                        + " weighted by the class shares, 85.77",
                "ter-sarkisov-2020-preprint | D-23 | NOTE | stated as 92.00, which is neither the F1 weighted by the class"
                        + " shares, 92.08, nor the overall accuracy, 92.07",
                "single-shot-model | D-23 | NOTE | stated as 95.45, which is the overall accuracy and not the F1 weighted by"
                        + " the class shares, 95.53",
                "single-shot-model | D-24 | CONTRADICTION | stated as 93.16, and the matrix gives 93.005",
                "single-shot-model | D-43 | CONTRADICTION | stated as 21292, and the list has 21191",
                "covid-ct-mask-net | D-25 | CONTRADICTION | stated as 92.89, and the sensitivities give 92.24",
                "covid-ct-mask-net | D-26 | CONTRADICTION | stated as 500, but CNCB-NCOV lesion images to train = 650",
            })
    void findsTheKnownDiscrepancy(String paper, String entry, Verdict verdict, String sentence) throws IOException {
        assertTrue(
                audit(paper).stream()
                        .anyMatch(f -> f.discrepancy().equals(Optional.of(entry))
                                && f.verdict() == verdict
                                && f.sentence().equals(sentence)),
                () -> "not found: " + sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "ter-sarkisov-2022, 8, 5",
        "ter-sarkisov-2020-preprint, 1, 5",
        "single-shot-model, 4, 1",
        "covid-ct-mask-net, 4, 0"
    })
    void findsNothingBeyondThem(String paper, long contradictions, long notes) throws IOException {
        List<AuditFinding> all = audit(paper);

        assertEquals(contradictions, count(all, Verdict.CONTRADICTION));
        assertEquals(notes, count(all, Verdict.NOTE));
        assertTrue(all.stream()
                .filter(f -> f.verdict() == Verdict.CONTRADICTION)
                .allMatch(f -> f.discrepancy().isPresent()));
    }

    private static long count(List<AuditFinding> findings, Verdict verdict) {
        return findings.stream().filter(f -> f.verdict() == verdict).count();
    }

    @Test
    void showsByWhichReadingAStatedRatioWouldHold() throws IOException {
        AuditFinding ratio = audit("ter-sarkisov-2022").stream()
                .filter(f -> f.about().contains("2.9153"))
                .findFirst()
                .orElseThrow();

        assertEquals(
                "with the 21192 images that Table 2 gives COVIDx-CT v1 test split: 2.9153",
                ratio.evidence().get(2));
        assertEquals(
                List.of("61782: COVIDx-CT v1 training split", "21191: COVIDx-CT v1 test split"),
                ratio.evidence().subList(0, 2));
    }

    @Test
    void showsWhatAContradictingReadingIsAgainst() throws IOException {
        AuditFinding vgg = audit("ter-sarkisov-2022").stream()
                .filter(f -> f.about().equals("Table 7, VGG16, Negative"))
                .findFirst()
                .orElseThrow();

        assertEquals(1, vgg.evidence().size());
        assertTrue(vgg.evidence()
                .get(0)
                .startsWith(
                        "with 85.74: C* = 8 has the highest F1 on iCTCF (text on Table 7), but it is 97.53, and there is"
                                + " a better one: Table 7, C* = 16, F1 score: 97.72, derived: "));
        assertTrue(vgg.evidence().get(0).endsWith("only if this is the F1 weighted by the class shares"));
    }

    @Test
    void aNumberThatIsKnownFromOneStatementAloneDoesNotConfirmIt() throws IOException {
        AuditFinding gain = audit("ter-sarkisov-2022").stream()
                .filter(f -> f.about().startsWith("C* = 16 finds 0.95 points more"))
                .findFirst()
                .orElseThrow();

        assertEquals(Verdict.CANNOT_TELL, gain.verdict());
    }

    @Test
    void aSoundPaperHasNoContradiction() throws IOException {
        List<AuditFinding> findings = ArithmeticAudit.of(Papers.load(MINE.toString()), List.of(), LOCKS);

        assertEquals(0, count(findings, Verdict.CONTRADICTION) + count(findings, Verdict.NOTE), findings.toString());
        assertEquals(4, count(findings, Verdict.CONSISTENT)); // the quote, the matrix and two values of it
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stated: \"5\" | stated: \"6\" | CONTRADICTION | ours finds 5 points more (abstract): stated as 6, but 90.0 -"
                        + " 85.0 = 5",
                "stated: \"5\" | stated: \"5.1\" | CONSISTENT | ",
                "[[36, 4], [3, 57]] | [[36, 4], [3, 58]] | CONTRADICTION | Table 1, ours, confusion matrix: its rows do not"
                        + " add up to the images of test",
                "[[36, 4], [3, 57]] | [[37, 3], [3, 57]] | CONTRADICTION | Table 1, ours, ill: stated as 90.0, and the matrix"
                        + " gives 92.50",
                "equals: {stated: \"5\", of: \"[1/ours/ill] - [1/theirs/ill]\"} | top: 1/theirs/ill | CONTRADICTION | ours"
                        + " finds 5 points more (abstract): it is 85.0, and there is a better one",
                "equals: {stated: \"5\", of: \"[1/ours/ill] - [1/theirs/ill]\"} | shares: {set: test, percent: {ill: \"41\","
                        + " well: \"59\"}} | CONTRADICTION | ours finds 5 points more (abstract): no known set has these shares,"
                        + " of 1 tried",
                "equals: {stated: \"5\", of: \"[1/ours/ill] - [1/theirs/ill]\"} | over: {stated: \"100\", of: \"[test]\"} |"
                        + " CONTRADICTION | ours finds 5 points more (abstract): not over 100: test = 100",
                "accuracy: \"-\" | accuracy: \"90.0\" | CONSISTENT | "
            })
    void findsAFaultThatIsPutIntoASoundPaper(String text, String other, Verdict verdict, String sentence)
            throws IOException {
        List<AuditFinding> findings = auditWith(text, other);

        if (verdict == Verdict.CONTRADICTION) {
            assertEquals(sentence, only(findings, verdict));
        } else {
            assertEquals(0, count(findings, Verdict.CONTRADICTION), findings.toString());
        }
    }

    @Test
    void anAccuracyThatTheSensitivitiesDoNotAllowIsAContradictionWithWhatItWouldNeed() throws IOException {
        List<AuditFinding> findings =
                auditWith("well: unrecoverable, accuracy: \"-\"", "well: \"95.0\", accuracy: \"92.0\"");

        AuditFinding finding = findings.stream()
                .filter(f -> f.verdict() == Verdict.CONTRADICTION)
                .findFirst()
                .orElseThrow();
        assertEquals("stated as 92.0, and the sensitivities give 91.0", finding.sentence());
        assertEquals(
                List.of(
                        "92.0 would need 87.50 for ill in place of 85.0",
                        "92.0 would need 96.67 for well in place of 95.0"),
                finding.evidence());
    }
}
