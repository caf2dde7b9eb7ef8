package org.ctbench.harness.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ctbench.harness.run.work.StoppedException;

/** Processes of this machine that compute the cells of a run among themselves. */
final class LocalWorkers {
    private static final long POLL_MILLISECONDS = 200;

    /** Exit codes of a worker that found no cell left, all with results or some without. */
    private static final Set<Integer> DONE = Set.of(0, 1);

    private final int number;
    private final Reproduction.Environment environment;
    private final List<Process> processes = new ArrayList<>();

    LocalWorkers(int number, Reproduction.Environment environment) {
        this.number = number;
        this.environment = environment;
    }

    /**
     * Starts them and waits until no cell is left.
     *
     * @throws StoppedException if it was asked to stop; what is done is kept
     * @throws IOException if one ends in the middle of a cell
     */
    void await() throws IOException {
        try {
            while (processes.size() < number) {
                processes.add(environment.workers().start());
            }
            while (processes.stream().anyMatch(Process::isAlive)) {
                pause();
                if (environment.stop().requested()) {
                    throw new StoppedException("cells of " + number + " processes");
                }
                requireSound();
            }
            requireSound();
        } finally {
            end();
        }
    }

    private void requireSound() throws IOException {
        for (Process process : processes) {
            if (!process.isAlive() && !DONE.contains(process.exitValue())) {
                throw new IOException("process " + process.pid() + ", which computed cells, ended with exit code "
                        + process.exitValue() + "; run the same command again; it resumes here");
            }
        }
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for workers", e);
        }
    }

    /** Ends their input; they finish their step, save, and end. */
    private void end() throws IOException {
        for (Process process : processes) {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                environment.progress().say("process " + process.pid() + " is gone: " + e.getMessage());
            }
        }
        try {
            for (Process process : processes) {
                process.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while workers end", e);
        }
    }
}
