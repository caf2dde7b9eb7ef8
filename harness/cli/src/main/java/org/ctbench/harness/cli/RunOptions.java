package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.harness.run.work.RunSettings;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a run and its worker processes are told. */
final class RunOptions {
    private static final String ALL = "all";
    private static final String EVERY = "every:";

    @Mixin
    private PlanOptions planned;

    @Option(
            names = {"--out", "--store"},
            paramLabel = "DIR",
            description =
                    "Folder of the results and of the cells that they are made of. Default: the plan's output, out/<plan>.")
    private Optional<Path> out;

    @Option(
            names = "--engine",
            paramLabel = "ID",
            description =
                    "Engine in place of the plan's: exact, the same bits on every machine; or nd4j, which ./ctbench"
                            + " has with --nd4j before the command.")
    private Optional<String> engine;

    @Option(
            names = "--only",
            paramLabel = "CELL",
            description =
                    "Compute only this model or cell, and what it needs. Only the images of these have to be there;"
                            + " * stands for any letters. May be repeated.")
    private List<String> only = List.of();

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "Time between two checkpoints; 0 for one after every step. Default: ${DEFAULT-VALUE}.")
    private long checkpointEvery;

    @Option(
            names = "--keep",
            paramLabel = "N|all|every:E",
            defaultValue = "2",
            description =
                    "Checkpoints kept of each training while it runs; all: also when it is over; every:10: beside two, those of"
                            + " every tenth epoch, also when it is over, for `ctbench recheck`. Default: ${DEFAULT-VALUE}.")
    private String keep;

    PlanFile plan() throws IOException {
        return planned.plan(engine);
    }

    Reproduction.Folders folders(PlanFile file) throws IOException {
        return planned.folders(file, out.orElse(Path.of(file.plan().outputFolder())));
    }

    RunSettings settings(CommandLine line, int jobs) {
        if (checkpointEvery < 0) {
            throw new ParameterException(line, "--checkpoint-every is " + checkpointEvery + ", expected 0 or more");
        }
        if (!keep.equals(ALL) && !keep.matches("(" + EVERY + ")?[1-9]\\d{0,8}")) {
            throw new ParameterException(
                    line, "--keep is '" + keep + "', expected a number from 1, 'all' or 'every:10'");
        }
        RunSettings standard = RunSettings.standard().every(Duration.ofSeconds(checkpointEvery));
        if (keep.startsWith(EVERY)) {
            int epochs = Integer.parseInt(keep.substring(EVERY.length()));
            return standard.keepingEvery(epochs).only(only).jobs(jobs);
        }
        OptionalInt kept = keep.equals(ALL) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(keep));
        return standard.keeping(kept).only(only).jobs(jobs);
    }

    /** Threads of each of so many jobs. */
    int threads(CommandLine line, PlanFile file, int jobs) {
        return planned.threads(line, file, jobs);
    }

    /** The same for one of several processes of a run. */
    List<String> ofWorker(int ownThreads) {
        List<String> arguments = arguments(ownThreads);
        arguments.add("--of-run");
        return arguments;
    }

    /** The same for a process that has so many threads. */
    List<String> arguments(int ownThreads) {
        return with(planned.arguments(ownThreads));
    }

    /** The same for another command line. */
    List<String> arguments() {
        return with(planned.arguments());
    }

    private List<String> with(List<String> arguments) {
        arguments.addAll(List.of("--checkpoint-every", Long.toString(checkpointEvery), "--keep", keep));
        out.ifPresent(folder -> arguments.addAll(List.of("--out", folder.toString())));
        engine.ifPresent(id -> arguments.addAll(List.of("--engine", id)));
        only.forEach(pattern -> arguments.addAll(List.of("--only", pattern)));
        return arguments;
    }
}
