package org.ctbench.harness.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Papers;
import org.ctbench.splits.Locks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * True rows that follow other conventions than the first. The values are those of the matrix {@code 45 5 0 / 10 40 0 / 3 2 0}, in which
 * the class c is never predicted: precision of a 77.59, of b 85.11; recall 90.00, 80.00, 0.00; F1 83.33, 82.47, 0.
 */
class ReadingsTest {
    private static final String MATRIX = "[[45, 5, 0], [10, 40, 0], [3, 2, 0]]";
    private static final String CLASSES = "ra: \"90.00\", rb: \"80.00\", rc: \"0.00\", pa: \"77.59\", pb: \"85.11\", ";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "pc 0.00, mp 54.23, mf 55.27 | CONSISTENT | agree",
                "pc 100.00, mp 87.56, mf 55.27 | NOTE | only if 0/0 counts as 1",
                "pc nan, mp 81.35, mf 82.90 | NOTE | only if means leave out the classes whose precision or sensitivity is 0/0",
                "pc -, mp 81.35, mf 55.27 | NOTE | but those of F1 count 0 for them",
                "pc 0.00, mp 54.23, mf 55.42 | NOTE | only if the macro F1 is the harmonic mean of the averaged precision and recall",
                "pc 0.00, mp 54.23, mf 55.83 | CONTRADICTION | no confusion matrix has",
                "pc -, mp 71.35, mf 55.27 | CONTRADICTION | no confusion matrix has"
            })
    void aClassThatWasNeverPredicted(String cells, Verdict verdict, String words) throws IOException {
        String row = CLASSES + cells.replaceAll("(\\w+) ([^,]+)", "$1: \"$2\"");

        AuditFinding found = ofRow(audit("{a: 50, b: 50, c: 5}", "percent", row, ""));
        boolean byMatrix = audit("{a: 50, b: 50, c: 5}", "percent", row, ", matrix: " + MATRIX)
                .contradicts();

        assertEquals(verdict, found.verdict(), found::toString);
        assertTrue(found.sentence().contains(words), found.sentence());
        assertEquals(verdict == Verdict.CONTRADICTION, byMatrix);
    }

    @Test
    void aWeightedF1CanBeTheHarmonicMeanOfTheWeightedMeans() throws IOException {
        String right = "acc: \"80.95\", wp: \"77.47\", wf: \"78.96\"";

        AuditFinding mean = ofRow(audit("{a: 50, b: 50, c: 5}", "percent", CLASSES + right, ""));
        AuditFinding harmonic =
                ofRow(audit("{a: 50, b: 50, c: 5}", "percent", CLASSES + right.replace("78.96", "79.17"), ""));

        assertEquals(Verdict.CONSISTENT, mean.verdict(), mean::toString);
        assertEquals(Verdict.NOTE, harmonic.verdict(), harmonic::toString);
        assertTrue(harmonic.sentence()
                .endsWith("only if the value called F1 is the harmonic mean of the averaged precision and recall"));
    }

    @Test
    void aForgottenUnitIsNoContradiction() throws IOException {
        String row = "ra: \"0.900\", rb: \".800\", rc: \"0\u00b7000\", pa: \"0.776\", pb: \"0.851\"";

        PaperAudit forgotten = audit("{a: 50, b: 50, c: 5}", "percent", row, "");

        assertEquals(0, forgotten.count(Verdict.CONTRADICTION), forgotten::toString);
        assertEquals(1, forgotten.count(Verdict.NOTE));
        assertTrue(forgotten.of(Verdict.NOTE).get(0).sentence().endsWith("read as fractions, as with unit: fraction"));
        assertTrue(audit("{a: 50, b: 50, c: 5}", "percent", row.replace("0.900", "0.907"), "")
                .contradicts());
    }

    @Test
    void aClassWithoutImagesIsAudited() throws IOException {
        String all = "ra: \"90.00\", rb: \"80.00\", rc: \"0.00\", mr: \"56.67\"";

        AuditFinding found = ofRow(audit("{a: 50, b: 50, c: 0}", "percent", all, ""));
        AuditFinding present = ofRow(audit("{a: 50, b: 50, c: 0}", "percent", all.replace("56.67", "85.00"), ""));
        AuditFinding wrong = ofRow(audit("{a: 50, b: 50, c: 0}", "percent", all.replace("56.67", "70.00"), ""));

        assertEquals(Verdict.CONSISTENT, found.verdict(), found::toString);
        assertEquals(Verdict.NOTE, present.verdict(), present::toString);
        assertEquals(Verdict.CONTRADICTION, wrong.verdict(), wrong::toString);
        String matrix = ", matrix: [[45, 5, 0], [10, 40, 0], [0, 0, 0]]";
        assertFalse(audit("{a: 50, b: 50, c: 0}", "percent", all.replace("56.67", "85.00"), matrix)
                .contradicts());
        assertTrue(audit("{a: 50, b: 50, c: 0}", "percent", all.replace("56.67", "70.00"), matrix)
                .contradicts());
    }

    @ParameterizedTest(name = "kappa {0}, mcc {1}, {2}")
    @CsvSource({
        "-0.20, -0.20, 0.40, CONSISTENT",
        "\u22120.200, -.200, 0.4000000059604645, CONSISTENT",
        "0.20, -0.20, 0.40, CONTRADICTION"
    })
    void valuesAreTakenAsTheyArePrinted(String kappa, String mcc, String accuracy, Verdict verdict) throws IOException {
        String row = "kappa: \"%s\", mcc: \"%s\", acc: \"%s\"".formatted(kappa, mcc, accuracy);

        AuditFinding found = ofRow(audit("{a: 50, b: 50}", "fraction", row, ""));

        assertEquals(verdict, found.verdict(), found::toString);
    }

    @Test
    void aMatrixWithARowPerPredictedClassIsOneFinding() throws IOException {
        String row = "ra: \"90.00\", rb: \"80.00\", rc: \"60.00\", pa: \"78.95\"";

        PaperAudit typed =
                audit("{a: 50, b: 50, c: 5}", "percent", row, ", matrix: [[45, 10, 2], [4, 40, 0], [1, 0, 3]]");

        assertEquals(0, typed.count(Verdict.CONTRADICTION), typed::toString);
        assertEquals(
                List.of("all values agree if the matrix has a row per predicted class, and not per true class"),
                typed.of(Verdict.NOTE).stream().map(AuditFinding::sentence).toList());
    }

    private static AuditFinding ofRow(PaperAudit audit) {
        return audit.findings().stream()
                .filter(f -> f.about().equals("Table 1, ours") && f.check().equals("feasibility"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(audit.toString()));
    }

    /** A paper with a table of one row, whose columns are those that it has cells for. */
    private PaperAudit audit(String counts, String unit, String cells, String more) throws IOException {
        StringBuilder columns = new StringBuilder();
        for (String id : cells.replaceAll(": \"[^\"]*\"", "").split(", ")) {
            String value = switch (id) {
                case "mp" -> "macro-precision";
                case "mr" -> "macro-recall";
                case "mf" -> "macro-f1";
                case "wp" -> "weighted-precision";
                case "wf" -> "weighted-f1";
                case "acc" -> "accuracy";
                case "kappa", "mcc" -> id;
                default -> (id.startsWith("r") ? "recall" : "precision") + ", class: " + id.substring(1);
            };
            columns.append("      - {id: ")
                    .append(id)
                    .append(", metric: ")
                    .append(value)
                    .append(", unit: ")
                    .append(unit)
                    .append("}\n");
        }
        String classes = counts.contains("c:") ? "{a: A, b: B, c: C}" : "{a: A, b: B}";
        String text =
                "schema: ctbench/paper/1\nid: own\ntitle: Own\nclasses: " + classes + "\nsets: [{id: test, counts: "
                        + counts + "}]\ntables:\n  - number: 1\n    set: test\n    columns:\n" + columns
                        + "    rows:\n      - {id: ours, cells: {" + cells + "}" + more + "}\n";
        Path file = Files.writeString(folder.resolve("paper.yaml"), text);
        return PaperAudit.ofStatements(Papers.load(file.toString()), Locks.shipped());
    }
}
