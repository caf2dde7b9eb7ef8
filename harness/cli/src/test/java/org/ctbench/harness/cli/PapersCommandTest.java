package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
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
