package org.ctbench.harness.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.ctbench.models.bench.EngineBenchmark;
import org.ctbench.models.bench.EngineBenchmark.Batch;
import org.ctbench.models.bench.Timing;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.CacheFolder;
import org.ctbench.splits.files.Documents;
import org.ctbench.splits.files.Suggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ctbench bench}: how fast this machine is. */
@Command(
        name = "bench",
        description =
                "Time evaluation and training of a network on this machine: median, shortest and longest of several"
                        + " runs after a warm-up. Values are random; nothing is learned.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ctbench bench --model resnet18 --size 512 --batch 1"})
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "ID", defaultValue = "resnet18", description = "Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(names = "--size", paramLabel = "PX", defaultValue = "64", description = "Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "16", description = "Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "9", description = "Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all processors.")
    private Integer threads;

    @Option(
            names = "--operations",
            description = "Time single operations instead, on 64 channels, and those of a detector.")
    private boolean operations;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        int cores = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (cores < 1 || runs < 1 || batch < 1 || size < 64) {
            throw new ParameterException(
                    spec.commandLine(), "--threads, --runs and --batch are 1 or more, --size is 64 or more");
        }
        ModelRegistry registry = ModelRegistry.load();
        if (!registry.ids().contains(model)) {
            throw new UserException("no model '" + model + "'", "--model", Suggestion.hint(model, registry.ids()));
        }
        if (!(registry.get(model) instanceof ClassifierProvider classifier)) {
            throw new UserException(model + " does not classify images", "--model", "name a classifier");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<Timing> timings = new ArrayList<>();
        Consumer<Timing> report = json ? timings::add : out::println;
        try (Engine engine = Engines.open(cores, CacheFolder.standard())) {
            EngineBenchmark benchmark = new EngineBenchmark(engine, runs);
            if (operations) {
                benchmark.operations(new Batch(batch, 64, size), report);
            } else {
                benchmark.networks(classifier, List.of(new Batch(batch, Images.CHANNELS, size)), report);
            }
        }
        if (json) {
            out.print(Documents.toJson(timings));
        }
        out.flush();
        return 0;
    }
}
