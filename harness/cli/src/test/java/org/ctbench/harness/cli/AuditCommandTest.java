package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditCommandTest {
    private static final Path EXAMPLES = Path.of("../audit/src/main/resources/org/ctbench/harness/audit/examples");
    private static final String CONSISTENT = EXAMPLES.resolve("consistent.yaml").toString();
    private static final String CONTRADICTORY =
            EXAMPLES.resolve("contradictory.yaml").toString();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void aTableThatCanBeTrueHasNoFinding() {
        assertEquals(0, run("audit", CONSISTENT, "--strict"));

        assertEquals("""
                Example: two classes, all values agree

                contradictions: 0   notes: 0   cannot tell: 0   consistent: 2

                2 checks found nothing; --all shows them
                """, text(out));
        assertEquals("", text(err));
    }

    @Test
    void whatATableLeavesOpenIsBoundedByIt() {
        run("audit", CONSISTENT, "--all");

        assertTrue(text(out).contains("    precision of Benign then lies in 94.1176 to 94.1177 %\n"), text(out));
    }

    @Test
    void aContradictionIsExitCodeOneOnlyIfStrict() {
        assertEquals(0, run("audit", CONTRADICTORY));
        String found = text(out);

        assertTrue(found.contains("contradictions: 3   notes: 0"), found);
        assertTrue(found.contains("    COVID-19 87.50 % cannot be by itself\n"), found);
        assertTrue(
                found.contains("    by the others, Macro F1 lies in 65.2061 to 95.8622 % and not at 96.03 %\n"), found);
        assertEquals(1, run("audit", CONTRADICTORY, "--strict"));
    }

    @Test
    void jsonHoldsEveryFinding() throws IOException {
        assertEquals(0, run("audit", CONTRADICTORY, "--json"));

        JsonNode audit = new ObjectMapper().readTree(text(out));

        assertEquals("ctbench/audit/1", audit.path("schema").asText());
        assertEquals(
                "contradiction", audit.path("findings").get(0).path("verdict").asText());
        assertFalse(audit.has("ledger"));
    }

    @Test
    void writesAPage() throws IOException {
        assertEquals(
                0, run("audit", CONTRADICTORY, "--html", folder.resolve("page").toString()));

        String markdown = Files.readString(folder.resolve("page/report.md"));
        assertTrue(markdown.contains("No whole number of images out of 50 gives 87.50 %"), markdown);
        assertTrue(text(err).startsWith("page: "), text(err));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"91.25\" | \"191.25\" | 22 | 191.25 is not a percentage from 0 to 100",
                "\"91.25\" | 91.25 | 22 | has no quotes, so a trailing 0 would be lost",
                "\"93.33\" | \"93,33\" | 22 | '93,33' is not a number",
                "\"91.25\" | true | 22 | sensitivity: 'true' is not a number",
                "\"91.25\" | yes | 22 | sensitivity: 'true' is not a number",
                "\"91.25\" | 2022-11-05 | 22 | sensitivity: '2022-11-05' is not a number",
                "\"91.25\" | 123456789012345678901234567890 | 22 | expected a text or a group of keys, found"
                        + " 123456789012345678901234567890",
                "\"91.25\" | [91, 92] | 22 | sensitivity: expected a text or a group of keys, found a list",
                "\"91.25\" | {stated: true} | 22 | stated: YAML reads true as a boolean",
                "specificity: \"93.33\", | '' | 20 | row 'network' has no cell for column 'specificity'",
                "metric: precision | metric: precission | 16 | did you mean 'precision'?",
                "class: malignant, unit | class: malignent, unit | 17 | did you mean 'malignant'?",
                "class: malignant, unit | unit | 17 | a metric of one class, and no class is named",
                "set: test | set: tset | 12 | did you mean 'test'?",
                "malignant: 80 | malignant: -80 | 7 | -80 is not a number of images",
                "malignant: 80 | malignant: 2147483647 | 7 | a set of 2147483767 images",
                "{id: test, name: Test images, counts: {benign: 120, malignant: 80}} | null | 7 | 'sets[0]' has no value",
                "name: Our network | matrix: [[112, 8], [null, 73]] | 21 | matrix[1][0]' has no value",
                "name: Our network | matrix: [[2147483647, 8], [7, 73]] | 21 | a matrix of 2147483735 images",
                "\"91.25\" | {stated: \"91.25\", also: [null]} | 22 | also[0]' has no value",
                "\"91.25\" | \"-91.25\" | 22 | -91.25 is not a percentage from 0 to 100",
                "\"91.25\" | \"91.1234567890123456789012345678901\" | 22 | is not a number",
                "kind: classification | kind: classifcation | 11 | did you mean 'classification'?",
                "ctbench/paper/1 | ctbench/paper/9 | 2 | 'ctbench/paper/9' is not read by this version",
                "id: network | idd: network | 20 | 'idd'"
            })
    void aWrongFileIsRefusedWithItsLineAndWhatToDo(String right, String wrong, int line, String message)
            throws IOException {
        String text = Files.readString(Path.of(CONSISTENT));
        assertTrue(text.contains(right), right);
        Path file = Files.writeString(folder.resolve("paper.yaml"), text.replace(right, wrong));

        assertEquals(2, run("audit", file.toString()));

        assertTrue(text(err).contains(message), text(err));
        assertTrue(text(err).contains("paper.yaml:" + line), text(err));
        assertTrue(text(err).contains("fix: "), text(err));
        assertEquals("", text(out));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "86401"})
    void aTimeLimitIsFromOneSecondToADay(String seconds) {
        assertEquals(2, run("audit", CONSISTENT, "--time-limit", seconds));

        assertTrue(text(err).contains(seconds + " is not a time limit"), text(err));
    }

    @Test
    void aPaperThatIsNotThereIsNamedWithTheNearest() {
        assertEquals(2, run("audit", "ter-sarkisow-2022"));

        assertTrue(text(err).contains("did you mean 'ter-sarkisov-2022'?"), text(err));
    }

    private int run(String... args) {
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(args);
    }

    private static String text(StringWriter writer) {
        return writer.toString().replace("\r\n", "\n");
    }
}
