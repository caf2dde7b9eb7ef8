package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DataCommandTest {
    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private Exception failure;

    @Test
    void statusNamesTheCacheFolderAndTheDownloads() {
        int code = run(
                "status",
                "--data",
                temp.resolve("data").toString(),
                "--cache",
                temp.resolve("c").toString());

        assertEquals(0, code);
        assertTrue(out.toString().contains("    from: https://www.kaggle.com/hgunraj/covidxct\n"), out.toString());
        assertTrue(out.toString().endsWith("cache: " + temp.resolve("c") + " (0.0 kB)\n"), out.toString());
    }

    @Test
    void statusPrintsJson() {
        int code = run("status", "--json", "--data", temp.resolve("data").toString());

        assertEquals(0, code);
        assertTrue(out.toString().startsWith("{\n  \"schema\" : \"ctbench/data-status/1\""), out.toString());
    }

    @Test
    void verifyHandsAUsersMistakeOn() throws IOException {
        Path root = Files.createDirectory(temp.resolve("root"));

        run("verify", "--root", root.toString(), "--split", "ictcf/tset", "--data", temp.toString());

        assertEquals("no split 'ictcf/tset'", ((UserException) failure).problem());
    }

    @Test
    void verifyNeedsARoot() {
        assertEquals(CommandLine.ExitCode.USAGE, run("verify"));
    }

    @Test
    void helpShowsAnExample() {
        run("verify", "--help");

        assertTrue(out.toString().contains("Example:\n  ctbench data verify --root /mnt/ct --split covidx-ct-v1/test"));
    }

    private int run(String... args) {
        CommandLine line = new CommandLine(new DataCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .setExecutionExceptionHandler((e, command, result) -> {
                    failure = e;
                    return 2;
                });
        return line.execute(args);
    }
}
