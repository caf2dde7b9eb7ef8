package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.harness.run.RunSettings;
import org.ctbench.splits.files.CacheFolder;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What a run and its worker processes are told. */
final class RunOptions {
    private static final String ALL = "all";

    @Parameters(paramLabel = "PLAN", description = "Shipped plan (`ctbench plan list`) or a YAML file.")
    private String plan;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of images and manifests. Default: the plan's data.root.")
    private Optional<Path> data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the results. Default: the plan's output, out/<plan>.")
    private Optional<Path> out;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Folder of decoded slices and native libraries. Default: that of `ctbench data status`.")
    private Optional<Path> cache;

    @Option(
            names = "--engine",
            paramLabel = "ID",
            description =
                    "Engine in place of the plan's: exact, the same bits on every machine; or nd4j, which ./ctbench"
                            + " has with --nd4j before the command.")
    private Optional<String> engine;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the numerical kernels; with the engine exact they change no number."
                    + " Default: the plan's engine.threads, or all processors, shared among the jobs.")
    private Optional<Integer> threads;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Put a value over the plan's; may be repeated.")
    private List<String> settings = List.of();

    @Option(
            names = "--only",
            paramLabel = "CELL",
            description =
                    "Compute only this model or cell, and what it needs, of which alone the images have to be there;"
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
            paramLabel = "N|all",
            defaultValue = "2",
            description = "Checkpoints kept of each training while it runs; all: also when it is over. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String keep;

    PlanFile plan() throws IOException {
        List<String> all = new ArrayList<>(settings);
        engine.ifPresent(id -> all.add("engine.id=" + id));
        return Plans.read(plan, all);
    }

    Reproduction.Folders folders(PlanFile file) {
        return new Reproduction.Folders(
                data.orElse(Path.of(file.plan().data().root())),
                out.orElse(Path.of(file.plan().outputFolder())),
                cache.orElseGet(CacheFolder::standard));
    }

    RunSettings settings(CommandLine line, int jobs) {
        if (checkpointEvery < 0) {
            throw new ParameterException(line, "--checkpoint-every is " + checkpointEvery + ", expected 0 or more");
        }
        if (!keep.equals(ALL) && !keep.matches("[1-9]\\d{0,8}")) {
            throw new ParameterException(line, "--keep is '" + keep + "', expected a number from 1 or 'all'");
        }
        OptionalInt kept = keep.equals(ALL) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(keep));
        return new RunSettings(Duration.ofSeconds(checkpointEvery), kept, only, jobs);
    }

    /** Threads of each of so many jobs. */
    int threads(CommandLine line, PlanFile file, int jobs) {
        int each = threads.or(() -> file.plan().engine().threads())
                .orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / jobs));
        if (each < 1) {
            throw new ParameterException(line, "--threads is " + each + ", expected 1 or more");
        }
        return each;
    }

    /** The same for the command line of a worker. */
    List<String> arguments(int ownThreads) {
        List<String> arguments = new ArrayList<>(List.of(plan, "--threads", Integer.toString(ownThreads)));
        arguments.addAll(List.of("--checkpoint-every", Long.toString(checkpointEvery), "--keep", keep));
        data.ifPresent(folder -> arguments.addAll(List.of("--data", folder.toString())));
        out.ifPresent(folder -> arguments.addAll(List.of("--out", folder.toString())));
        cache.ifPresent(folder -> arguments.addAll(List.of("--cache", folder.toString())));
        engine.ifPresent(id -> arguments.addAll(List.of("--engine", id)));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        only.forEach(pattern -> arguments.addAll(List.of("--only", pattern)));
        return arguments;
    }
}
