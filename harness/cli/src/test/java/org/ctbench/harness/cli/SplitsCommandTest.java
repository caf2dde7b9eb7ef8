package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SplitsCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicReference<Exception> thrown = new AtomicReference<>();

    @ParameterizedTest
    @ValueSource(strings = {"import", "fetch", "verify", "show", "shortcuts", "sample", "pin"})
    void helpShowsAnExample(String subcommand) {
        int rc = run(subcommand, "--help");

        assertEquals(0, rc);
        List<String> lines = out.toString().lines().toList();
        assertTrue(lines.contains("Example:"), out.toString());
        assertTrue(lines.get(lines.indexOf("Example:") + 1).startsWith("  ctbench splits " + subcommand));
    }

    @Test
    void showsTheCountsOfTheLocksWhereNothingIsImported() {
        int rc = run("show", "--to", folder.toString(), "--data-set", "ictcf");

        assertEquals(0, rc);
        assertTrue(out.toString().startsWith("iCTCF (ictcf)\n"), out.toString());
        assertTrue(out.toString().contains("test   12,976  9,275 (71.48 %)"), out.toString());
    }

    @ParameterizedTest
    @CsvSource({"--url, x, https://example.org/licence", "--license, CC0, https://example.org/my"})
    void croissantTakesAbsoluteUrls(String option, String relative, String other) {
        String otherOption = option.equals("--url") ? "--license" : "--url";

        int rc = run(
                "croissant",
                "--data-set",
                "ictcf",
                "--date",
                "2026-11-29",
                "--person",
                "N",
                option,
                relative,
                otherOption,
                other);

        assertEquals(2, rc);
        assertTrue(err.toString().contains(option + " is no absolute URL: '" + relative + "'"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void shortcutsNamesTheSplitThatIsNotThere() {
        run(
                "shortcuts",
                "--train",
                "phantom-covidx/sample",
                "--test",
                "phantom-covidx/test",
                "--data",
                folder.toString());

        UserException e = assertInstanceOf(UserException.class, thrown.get());
        assertEquals("the split phantom-covidx/sample does not exist yet", e.problem());
    }

    @Test
    void pinPrintsTheEntryOfAListAsItsLockHasIt() throws IOException {
        Path example = Path.of("../examples/08-another-data-set");

        int rc = run(
                "pin",
                "--locks",
                example.toString(),
                "--split",
                "two-class/test",
                "--list",
                example.resolve("test.csv").toString(),
                "--format",
                "<image>,<class>,<patient>");

        assertEquals(0, rc);
        String entry = out.toString().indent(2);
        assertTrue(Files.readString(example.resolve("two-class.yaml")).endsWith(entry), entry);
    }

    @Test
    void pinNamesAFormatThatMeansNothing() {
        run("pin", "--split", "ictcf/test", "--list", "none.csv", "--format", "<picture>");

        UserException e = assertInstanceOf(UserException.class, thrown.get());
        assertEquals("'format' has the field <picture>, which means nothing", e.problem());
        assertEquals("--format", e.where());
    }

    @Test
    void importsTheListsOfOnesOwnData() {
        String example = "../examples/08-another-data-set";

        int rc = run(
                "import", "--locks", example, "--from", example, "--to", folder.toString(), "--data-set", "two-class");

        assertEquals(0, rc);
        assertTrue(Files.exists(folder.resolve("splits/two-class/test.csv")));
        out.getBuffer().setLength(0);
        assertEquals(0, run("show", "--locks", example, "--to", folder.toString(), "--data-set", "two-class"));
        assertTrue(out.toString().contains("Healthy/Pneumonia"), out.toString());
        assertTrue(out.toString().contains("27 (45.00 %)"), out.toString());
    }

    @Test
    void showsJson() {
        run("show", "--to", folder.toString(), "--json");

        assertTrue(out.toString().startsWith("{\n  \"schema\" : \"ctbench/split-table/2\","), out.toString());
    }

    @Test
    void leavesMistakesToTheBoundary() {
        run("import", "--from", folder.resolve("nowhere").toString(), "--to", folder.toString());

        UserException e = assertInstanceOf(UserException.class, thrown.get());
        assertEquals("no such folder", e.problem());
        assertEquals("", out.toString());
    }

    @Test
    void suggestsTheNearestDataSet() {
        run("show", "--data-set", "ictc");

        UserException e = assertInstanceOf(UserException.class, thrown.get());
        assertEquals("did you mean 'ictcf'?", e.fix());
    }

    @Test
    void readsTheUnitOfASampleAsItIsWritten() {
        run("sample", "--per-class", "1", "--seed", "7", "--by", "patient", "--to", folder.toString());

        UserException e = assertInstanceOf(UserException.class, thrown.get());
        assertEquals("the split covidx-ct-v1/train does not exist yet", e.problem());
    }

    @Test
    void refusesAnotherUnit() {
        int rc = run("sample", "--per-class", "1", "--seed", "7", "--by", "scan");

        assertEquals(2, rc);
        assertTrue(err.toString().contains("'scan'"), err.toString());
    }

    @Test
    void demandsASubcommand() {
        int rc = run();

        assertEquals(2, rc);
        assertTrue(err.toString().contains("Missing required subcommand"), err.toString());
    }

    private int run(String... args) {
        CommandLine line = new CommandLine(new SplitsCommand());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((e, commandLine, parsed) -> {
            thrown.set(e);
            return 70;
        });
        return line.execute(args);
    }
}
