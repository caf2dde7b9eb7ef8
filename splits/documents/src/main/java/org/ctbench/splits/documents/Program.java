package org.ctbench.splits.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A program of this machine that is run for its output, with a time limit. */
public final class Program {
    private Program() {}

    /**
     * What came of it.
     *
     * @param outcome how it ended
     * @param text what it printed, errors among it, stripped; empty if it did not run to its end
     */
    public record Answer(Outcome outcome, String text) {
        /** What it printed if it succeeded. */
        public Optional<String> success() {
            return outcome == Outcome.SUCCEEDED ? Optional.of(text) : Optional.empty();
        }

        /** The first line of what it printed. */
        public String firstLine() {
            return text.lines().findFirst().orElse("").strip();
        }
    }

    /** How a program ended. */
    public enum Outcome {
        /** With exit code 0. */
        SUCCEEDED,
        /** With another exit code. */
        FAILED,
        /** It was stopped: its time was over. */
        TOO_SLOW,
        /** There is no such program, or it may not be run. */
        ABSENT
    }

    /**
     * Runs a program without input.
     *
     * @param errors whether the answer holds what it prints to standard error, too
     */
    public static Answer ask(List<String> command, Duration time, boolean errors) {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            process = (errors ? builder.redirectErrorStream(true) : discarding(builder)).start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return new Answer(Outcome.ABSENT, "");
        }
        return answer(process, time);
    }

    private static ProcessBuilder discarding(ProcessBuilder builder) {
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static Answer answer(Process process, Duration time) {
        try {
            CompletableFuture<byte[]> printed = CompletableFuture.supplyAsync(() -> readAll(process));
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                stop(process);
                return new Answer(Outcome.TOO_SLOW, "");
            }
            String text = new String(printed.join(), StandardCharsets.UTF_8).strip();
            return new Answer(process.exitValue() == 0 ? Outcome.SUCCEEDED : Outcome.FAILED, text);
        } catch (CompletionException e) {
            return new Answer(Outcome.FAILED, "");
        } catch (InterruptedException e) {
            stop(process);
            Thread.currentThread().interrupt();
            return new Answer(Outcome.TOO_SLOW, "");
        }
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static byte[] readAll(Process process) {
        try (InputStream in = process.getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
