package org.ctbench.harness.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTaskTest {
    @TempDir
    Path folder;

    @Test
    void whatAWorkerSaysIsKeptAndItsEndInTheMiddleIsAFailure() throws Exception {
        task("echo none is left; exit 1").run(1);
        IOException e = assertThrows(
                IOException.class, () -> task("echo no memory >&2; exit 3").run(2));

        assertTrue(e.getMessage().startsWith("worker 2 ended with exit code 3; "), e.getMessage());
        assertEquals("none is left\n", Files.readString(folder.resolve("logs/worker-1.log")));
        assertEquals("no memory\n", Files.readString(folder.resolve("logs/worker-2.log")));
    }

    @Test
    void theInputOfAWorkerEndsIfItsTaskIsTakenBack() throws Exception {
        Thread thread = new Thread(() -> assertThrows(
                InterruptedException.class,
                () -> task("echo began; cat; echo ended").run(1)));
        thread.start();
        Path log = folder.resolve("logs/worker-1.log");
        await(log, "began\n");

        thread.interrupt();
        thread.join();

        await(log, "began\nended\n");
    }

    private WorkerTask task(String script) {
        return new WorkerTask(
                List.of("sh", "-c", script),
                folder.toString(),
                folder.resolve("logs").toString());
    }

    private static void await(Path log, String text) throws IOException, InterruptedException {
        while (Files.notExists(log) || !Files.readString(log).equals(text)) {
            Thread.sleep(20);
        }
    }
}
