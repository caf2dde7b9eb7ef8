package org.ctbench.harness.spark;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A process that a task starts and waits for.
 *
 * @param command its command line
 * @param folder where it is started
 * @param logs folder of what it prints
 */
record WorkerTask(List<String> command, String folder, String logs) implements Serializable {
    /** Exit codes of a worker that found no cell left, all with results or some without. */
    private static final Set<Integer> DONE = Set.of(0, 1);

    /**
     * Runs it until it ends.
     *
     * @param number of the process, from 1
     * @throws IOException if it ends in the middle, so that Spark starts it again
     */
    void run(int number) throws IOException, InterruptedException {
        File log = Files.createDirectories(Path.of(logs))
                .resolve("worker-" + number + ".log")
                .toFile();
        Process process = new ProcessBuilder(command)
                .directory(new File(folder))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        try {
            int code = process.waitFor();
            if (!DONE.contains(code)) {
                throw new IOException(
                        "worker " + number + " ended with exit code " + code + "; " + log + " keeps what it said");
            }
        } finally {
            process.getOutputStream().close(); // if Spark takes the task back it saves a checkpoint and ends
        }
    }
}
