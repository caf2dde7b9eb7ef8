package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("slow")
@Tag("computes")
class PhantomCommandTest {
    @TempDir
    Path root;

    @Test
    void writesTheDataSetsAndSaysWhatItWrote() {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new PhantomCommand()).setOut(new PrintWriter(out));

        int exit = line.execute("--to", root.toString(), "--size", "64");

        assertEquals(0, exit);
        assertTrue(out.toString().startsWith("phantom-covidx    1440 files  sha256 "), out.toString());
        assertTrue(out.toString().endsWith("1868 files written, 0 kept: " + root + "\n"), out.toString());
        assertTrue(Files.exists(root.resolve("phantom.yaml")));
    }

    @Test
    void refusesASizeOutOfRangeBeforeAnythingIsWritten() {
        AtomicReference<Exception> thrown = new AtomicReference<>();
        CommandLine line = new CommandLine(new PhantomCommand()).setExecutionExceptionHandler((e, command, result) -> {
            thrown.set(e);
            return 2;
        });

        int exit = line.execute("--to", root.toString(), "--size", "16");

        assertEquals(2, exit);
        UserException e = (UserException) thrown.get();
        assertEquals("imageSize: 16 is not between 64 and 1024", e.problem());
        assertEquals("--size", e.where());
        assertFalse(Files.exists(root.resolve("phantom.yaml")));
    }
}
