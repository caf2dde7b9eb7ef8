package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.splits.documents.CacheFolder;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which plan is run, with which images and threads. */
final class PlanOptions {
    @Parameters(paramLabel = "PLAN", description = "Shipped plan (`ctbench plan list`) or a YAML file.")
    private String plan;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of images and manifests. Default: the plan's data.root.")
    private Optional<Path> data;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Folder of decoded slices and native libraries. Default: that of `ctbench data status`.")
    private Optional<Path> cache;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the numerical kernels; with the engine exact they change no number."
                    + " Default: the plan's engine.threads, or all processors, shared among the jobs.")
    private Optional<Integer> threads;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Override a value of the plan; may be repeated.")
    private List<String> settings = List.of();

    @Mixin
    private LocksOption locks;

    /** The plan, on this engine if one is named. */
    PlanFile plan(Optional<String> engine) throws IOException {
        List<String> all = new ArrayList<>(settings);
        engine.ifPresent(id -> all.add("engine.id=" + id));
        return Plans.read(plan, all);
    }

    Reproduction.Folders folders(PlanFile file, Path out) throws IOException {
        return new Reproduction.Folders(
                data.orElse(Path.of(file.plan().data().root())),
                out,
                cache.orElseGet(CacheFolder::standard),
                locks.library());
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

    /** The same for the command line of a worker that has so many threads. */
    List<String> arguments(int ownThreads) {
        List<String> arguments = arguments();
        if (threads.isEmpty()) {
            arguments.addAll(List.of("--threads", Integer.toString(ownThreads)));
        }
        return arguments;
    }

    /** The same for another command line. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(plan));
        threads.ifPresent(number -> arguments.addAll(List.of("--threads", Integer.toString(number))));
        data.ifPresent(folder -> arguments.addAll(List.of("--data", folder.toString())));
        cache.ifPresent(folder -> arguments.addAll(List.of("--cache", folder.toString())));
        arguments.addAll(locks.arguments());
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments;
    }
}
