package org.ctbench.harness.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.ctbench.splits.documents.UserException;

/**
 * A container that a program runs in: without network, capabilities or more rights than it begins with, its input read-only.
 *
 * @param tool the command that runs containers, {@code docker} or {@code podman}
 * @param image name of the image
 * @param memory most memory, as the tool reads it: {@code 8g}
 * @param cores most processor time, in cores
 */
public record Container(String tool, String image, String memory, double cores) {
    private static final String IN = "/in";
    private static final String OUT = "/out";
    private static final int MOST_PROCESSES = 4096;
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    /** The command that runs a program, and the one that ends it. */
    record Commands(List<String> run, List<String> kill) {}

    /**
     * The commands for one run.
     *
     * @param program the program and its arguments; empty for what the image runs by itself
     * @param seed for all that is random
     */
    Commands commands(List<String> program, Path in, Path out, long seed) throws IOException {
        String name = "ctbench-" + UUID.randomUUID();
        List<String> run = new ArrayList<>(List.of(tool, "run", "--rm", "--name", name, "--pull", "never"));
        run.addAll(List.of("--network", "none", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
        run.addAll(List.of("--memory", memory, "--memory-swap", memory, "--cpus", Double.toString(cores)));
        run.addAll(List.of("--pids-limit", Integer.toString(MOST_PROCESSES), "--shm-size", "1g"));
        run.addAll(List.of("--user", Files.getAttribute(out, "unix:uid") + ":" + Files.getAttribute(out, "unix:gid")));
        run.addAll(List.of(
                "--volume", in.toAbsolutePath() + ":" + IN + ":ro", "--volume", out.toAbsolutePath() + ":" + OUT));
        run.addAll(List.of("--env", ProgramRun.IN + "=" + IN, "--env", ProgramRun.OUT + "=" + OUT));
        run.addAll(List.of("--env", ProgramRun.SEED + "=" + seed, image));
        run.addAll(program);
        return new Commands(run, List.of(tool, "kill", name));
    }

    /** The same of another image. */
    public Container of(String other) {
        return new Container(tool, other, memory, cores);
    }

    /**
     * Digest of the image, as the tool calls it: what has the name of the image may be another one tomorrow.
     *
     * @throws UserException if the tool cannot be started, or has no such image
     */
    public String digest() throws IOException {
        Path answer = Files.createTempFile("ctbench-", ".image");
        try {
            Process process = ProgramRun.start(
                    new ProcessBuilder(tool, "image", "inspect", "--format", "{{.Id}}", image)
                            .redirectErrorStream(true)
                            .redirectOutput(answer.toFile()),
                    image,
                    "install " + tool + ", or name another tool");
            process.getOutputStream().close();
            boolean ended = process.waitFor(TO_ANSWER.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(answer).strip();
            if (!ended || process.exitValue() != 0 || said.isEmpty()) {
                String why =
                        ended ? said.lines().reduce((first, last) -> last).orElse("it printed nothing") : "no answer";
                throw new UserException(
                        "the image cannot be run: " + why, image, "pull or build it first: it is not fetched");
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + tool + " looked for an image", e);
        } finally {
            Files.delete(answer);
        }
    }
}
