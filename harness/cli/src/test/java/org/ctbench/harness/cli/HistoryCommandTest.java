package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.harness.fixtures.FinishedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {
    private static final Pattern ADDED = Pattern.compile("added as run (\\d+), head ([0-9a-f]{64})\n");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int history(String command, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("history", command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--db", folder.resolve("h.mv.db").toString()));
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(all.toArray(String[]::new));
    }

    private String run(String name, double right) throws IOException {
        return new FinishedRun(folder.resolve(name))
                .right("resnet18", right)
                .by("exact/1")
                .write()
                .toString();
    }

    private String head() {
        Matcher added = ADDED.matcher(out.toString());
        assertTrue(added.matches(), out.toString() + err);
        return added.group(2);
    }

    @Test
    void addsVerifiesAndNamesTheRunThatWasTouched() throws Exception {
        String first = run("first", 0.9);
        assertEquals(0, history("add", first));
        String head = head();
        assertEquals(0, history("add", first));
        assertEquals("already in the history as run 1\n", out.toString());
        assertEquals(0, history("add", run("second", 0.8)));
        String last = head();

        assertEquals(0, history("verify", "--head", head));

        assertEquals("2 runs, none changed, removed or inserted; head " + last + "\n", out.toString());
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:" + folder.resolve("h") + ";DATABASE_TO_LOWER=TRUE", "ctbench", "");
                Statement statement = connection.createStatement()) {
            statement.execute("delete from ctbench.runs where sequence = 1");
        }
        assertEquals(1, history("verify", "--head", head));
        assertEquals(
                "run 1 was removed\n"
                        + "no run has the digest " + head.substring(0, 12)
                        + "...: runs at the end were removed, or this is another history\n"
                        + "1 run, not as they were written; head " + last + "\n",
                out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void showsTrendsAndFailsExactlyIfOneFell() throws IOException {
        history("add", run("first", 0.8));
        assertEquals(0, history("check"));
        assertTrue(out.toString().endsWith("2 series: 2 undecided: too few runs\n"), out.toString());
        history("add", run("second", 0.9));
        assertEquals(0, history("check"));
        history("add", run("third", 0.78));

        assertEquals(1, history("check"));

        assertTrue(out.toString().endsWith("2 series: 2 fell\n"), out.toString());
        assertEquals(0, history("check", "--since", "3"));
        assertEquals(2, history("check", "--since", "400", "--metric", "accuracy"));
        assertEquals("error: there is no run 400\n   at: --since\n  fix: the newest is 3\n", err.toString());
        assertEquals(2, history("check", "--since", "-3"));
        assertEquals(
                0,
                history(
                        "show",
                        "--metric",
                        "accuracy",
                        "--out",
                        folder.resolve("trends").toString()));
        assertTrue(out.toString().contains("fell  mine  resnet18  test   accuracy     3"), out.toString());
        assertTrue(err.toString().endsWith("trends/index.html\n"), err.toString());
        assertTrue(Files.exists(folder.resolve("trends/figures/trend-2.svg")));
        for (String format : List.of("markdown", "csv", "json")) {
            assertEquals(0, history("show", "--format", format), err::toString);
            assertTrue(out.toString().contains("weighted-f1"), out.toString());
        }
        String json = out.toString();
        assertEquals(0, history("show", "--json"), err::toString);
        assertEquals(json, out.toString());
        assertEquals(2, history("show", "--json", "--format", "csv"));
        assertTrue(err.toString().contains("--json and another --format: name one of them"), err.toString());
        assertEquals(0, history("check", "--json", "--margin", "20"));
        assertTrue(out.toString().contains("\"outcome\" : \"changed\""), out.toString());
        assertEquals(2, history("check", "--margin", "21"));
        assertEquals(2, history("show", "--metric", "acuracy"));
    }

    @Test
    void answersAsJson() throws IOException {
        assertEquals(0, history("add", run("first", 0.9), "--json"));

        assertTrue(out.toString().contains("\"number\" : 1"), out.toString());
        assertEquals(0, history("verify", "--json"));
        assertTrue(out.toString().contains("\"findings\" : [ ]"), out.toString());
    }

    @Test
    void mistakesOfTheUserAreSaid() throws IOException {
        assertEquals(2, history("verify"));
        assertEquals(
                "error: there is no history\n   at: " + folder.resolve("h.mv.db")
                        + "\n  fix: `ctbench history add RUN` makes one\n",
                err.toString());
        Files.writeString(folder.resolve("h.mv.db"), "no database");

        assertEquals(2, history("add", run("first", 0.9)));

        assertTrue(err.toString().startsWith("error: this is not a history, or it is damaged\n"), err.toString());
        assertEquals(2, history("verify", "--head", "12"));
    }

    @Test
    void aServerThatDoesNotAnswerIsAFailureOfTheMachine() {
        String db = "jdbc:postgresql://localhost:1/lab?user=me&password=secret";

        int code =
                Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute("history", "verify", "--db", db);

        assertEquals(3, code);
        assertTrue(
                err.toString().startsWith("error: the database does not answer: Connection to localhost:1 refused"),
                err.toString());
        assertTrue(err.toString().contains("   at: jdbc:postgresql://localhost:1/lab\n"), err.toString());
        assertTrue(!err.toString().contains("secret"), err.toString());
    }
}
