package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PapersCommandTest {
    private static final String FOLDER = "../papers/src/test/resources/papers/";

    private final StringWriter out = new StringWriter();
    private final CommandLine command = new CommandLine(new PapersCommand())
            .setOut(new PrintWriter(out))
            .setExecutionExceptionHandler((e, line, parsed) -> {
                out.write(e instanceof UserException u ? u.problem() : e.toString());
                return 2;
            });

    @Test
    void listsThePapersWithHowMuchOfEachIsKnown() {
        int code = command.execute("list");

        assertEquals(0, code);
        List<String> lines = out.toString().lines().toList();
        assertEquals(6, lines.size());
        assertTrue(
                lines.get(1).startsWith("ter-sarkisov-2022                7      34       15               68  Ter-"));
    }

    @Test
    void importsATableIntoAFileThatShowReads(@TempDir Path temp) throws IOException {
        String[] arguments = {
            "import",
            "../papers/src/test/resources/typed/table.tex",
            "--id",
            "theirs",
            "--counts",
            "Normal=203,CP=158,COVID=89",
            "--out",
            temp.resolve("theirs.yaml").toString()
        };
        StringWriter err = new StringWriter();
        command.setErr(new PrintWriter(err));

        int first = command.execute(arguments);
        int shown = command.execute("show", temp.resolve("theirs.yaml").toString());
        int again = command.execute(arguments);

        assertEquals(List.of(0, 0, 2), List.of(first, shown, again));
        assertTrue(
                err.toString().contains("check row 'Theirs', column 'Accuracy': 'lost' is not a number\n"),
                err.toString());
        assertTrue(out.toString().contains("Table 1 (203 Normal, 158 CP, 89 COVID images)"), out.toString());
        assertTrue(out.toString().endsWith("the file already exists"), out.toString());
    }

    @Test
    void showsTheTablesWithMarksAndTheirNotes() {
        int code = command.execute("show", FOLDER + "mine.yaml", "--published", FOLDER + "cells.yaml");

        assertEquals(0, code);
        assertEquals("""
                A paper of two classes

                * the paper's best   ~ derived, not printed   + filled in by you   - no value in the paper   x not recoverable

                Table 1 (40 ill, 60 well images)
                        ill %       well %       accuracy %
                ours    +92.5  [1]    95.0  [2]       ~94.0  [3]
                theirs   85.0        +99.0  [4]           -
                  [1] filled in by the user: erratum; replaces 90.0
                  [2] stated: abstract
                  [3] derived: (92.5 * 40 + 95.0 * 60) / 100
                  [4] filled in by the user: page 3

                What the text says of them:
                  ours finds 5 points more (abstract)
                """, out.toString());
    }

    @Test
    void showsWhichModelsAPaperCallsBetter() {
        int code = command.execute("show", "ctbench-demo");

        assertEquals(0, code);
        assertTrue(out.toString().endsWith("""

                        Which models it calls better:
                          Table 1, mAP as the released code: Affinity, C* = 8 over Mask R-CNN (README.md)
                          Table 2, COVID-19: Affinity, C* = 16 over ResNet18 (README.md)
                          Table 2, Weighted F1: Affinity, C* = 8 over ResNet18 (README.md)
                        """), out.toString());
    }

    @Test
    void showsAsJson() {
        int code = command.execute("show", "ter-sarkisov-2022", "--json");

        assertEquals(0, code);
        Map<?, ?> paper = Documents.parseJson(out.toString(), "out", Map.class);
        assertEquals("ctbench/paper/1", paper.get("schema"));
        assertEquals(7, ((List<?>) paper.get("tables")).size());
    }

    @Test
    void refusesAnUnknownPaper() {
        int code = command.execute("show", "covid-ct-masknet");

        assertEquals(2, code);
        assertEquals("no paper 'covid-ct-masknet'", out.toString());
    }
}
