package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.ctbench.splits.documents.Sha256;
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
    void writesTheSliceThatIsMissingAndSaysWhatItWrote() throws IOException {
        FolderCopy.copy(StandardPhantom.data(), root);
        Path slice = firstSlice();
        Sha256 before = Sha256.of(slice);
        Files.delete(slice);
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new PhantomCommand()).setOut(new PrintWriter(out));

        int exit = line.execute("--to", root.toString());

        assertEquals(0, exit);
        assertTrue(out.toString().startsWith("phantom-covidx    1440 files  sha256 "), out.toString());
        assertTrue(out.toString().endsWith("\n1 file written, 1867 kept: " + root + "\n"), out.toString());
        assertEquals(before, Sha256.of(slice));
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

    private Path firstSlice() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("phantom-covidx"))) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }
}
