package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.ctbench.harness.statistics.VerdictRules;
import org.ctbench.models.bench.ConvolutionBenchmark;
import org.ctbench.models.bench.ConvolutionRates;
import org.ctbench.models.bench.EngineBenchmark;
import org.ctbench.models.bench.EngineBenchmark.Batch;
import org.ctbench.models.bench.NetworkReport;
import org.ctbench.models.bench.ReferenceProgram;
import org.ctbench.models.bench.StageBenchmark;
import org.ctbench.models.bench.StageBenchmark.Extent;
import org.ctbench.models.bench.StageBenchmark.Subject;
import org.ctbench.models.bench.StageReport;
import org.ctbench.models.bench.TorchProgram;
import org.ctbench.models.bench.WallTime;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LearnsLesions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ctbench bench}: how fast this machine is. */
@Command(
        name = "bench",
        description = {
            "Time evaluation and training of a network on this machine: median, shortest and longest of several"
                    + " runs after a warm-up. Values are random; nothing is learned.",
            "A model that is trained in two stages is timed stage by stage on one image, with its memory and the"
                    + " operations in which its time goes.",
            "Residual networks and the Affinity model take turns with the same work on PyTorch, where Python with torch and"
                    + " torchvision is installed."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ctbench bench --model resnet18 --size 512 --batch 1",
            "  ctbench bench --model affinity",
            "  ctbench bench --model affinity --option features=64 --size 128 --steps 500",
            "  ctbench bench --convolutions --engine exact --size 512 --batch 1",
            "  ctbench bench --statistics"
        })
final class BenchCommand implements Callable<Integer> {
    private static final int LEAST_SIZE = 64;
    private static final int REPLICATES = 10_000;
    private static final ReferenceProgram NO_TORCH = ReferenceProgram.absent("torch not run: --no-torch");

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "ID", defaultValue = "resnet18", description = "Default: ${DEFAULT-VALUE}.")
    private String model;

    @Mixin
    private OptionsOfModel options;

    @Mixin
    private EngineOption engineOption;

    @Option(
            names = "--size",
            paramLabel = "PX",
            description = "Rows and columns of an image. Default: 64, or 512 in two stages.")
    private Optional<Integer> size;

    @Option(names = "--batch", paramLabel = "N", description = "Images at once. Default: 16; always 1 in two stages.")
    private Optional<Integer> batch;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "9", description = "Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all processors.")
    private Integer threads;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Also train so many steps, and compare the time of the first and the last 100, and memory.")
    private Optional<Integer> steps;

    @Option(
            names = "--python",
            paramLabel = "PROGRAM",
            defaultValue = "python3,/usr/bin/python3",
            split = ",",
            description = "Python with torch; the first that has it is taken. Default: ${DEFAULT-VALUE}.")
    private List<String> pythons;

    @Option(names = "--no-torch", description = "Do not time PyTorch.")
    private boolean withoutTorch;

    @Option(
            names = "--operations",
            description = "Time single operations instead, on 64 channels, and those of a detector.")
    private boolean operations;

    @Option(
            names = "--convolutions",
            description =
                    "Time the convolutions of ResNet18 by direction instead, and show which share they reach of the"
                            + " rate that multiply-adds alone have on this machine.")
    private boolean convolutions;

    @Option(
            names = "--statistics",
            description =
                    "Time the statistics of a report instead: all metrics of one evaluation of the size of the COVIDx-CT test"
                            + " split, of a comparison of two, and of average precision on 130 slices of 100 detections.")
    private boolean statistics;

    @Option(
            names = "--replicates",
            paramLabel = "N",
            description = "Replicates of the statistics, as a plan's verdict.replicates. Default: 10000.")
    private Optional<Integer> replicates;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        int cores = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (cores < 1
                || runs < 1
                || replicates.orElse(REPLICATES) < VerdictRules.LEAST_REPLICATES
                || batch.orElse(1) < 1
                || steps.orElse(1) < 1
                || size.orElse(LEAST_SIZE) < LEAST_SIZE) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--threads, --runs, --batch and --steps are 1 or more, --size is 64 or more, --replicates "
                            + VerdictRules.LEAST_REPLICATES + " or more");
        }
        if (replicates.isPresent() && !statistics) {
            throw new UserException(
                    "only statistics have replicates", "--replicates " + replicates.get(), "add --statistics");
        }
        if (statistics) {
            print(StatisticsBenchmark.run(runs, replicates.orElse(REPLICATES), cores));
            return 0;
        }
        ModelProvider classifier = classifier();
        boolean staged = classifier.makes(LearnsLesions.class) && !operations && !convolutions;
        check(staged);
        Subject subject = new Subject(classifier, options.over(classifier), size.orElse(staged ? 512 : LEAST_SIZE));
        try (Engine engine = Engines.open(engineOption.id(), cores, CacheFolder.standard())) {
            if (convolutions) {
                convolutions(engine, subject.size());
            } else if (operations) {
                operations(engine, subject.size());
            } else if (staged) {
                stages(engine, subject);
            } else {
                network(engine, subject);
            }
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void print(List<WallTime> timings) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Documents.toJson(timings));
        } else {
            timings.forEach(out::println);
        }
        out.flush();
    }

    private void check(boolean staged) {
        if (staged && batch.orElse(1) != 1) {
            throw new UserException(model + " is timed on one image", "--batch " + batch.get(), "leave it out");
        }
        if (!staged && steps.isPresent()) {
            throw new UserException(
                    "only training in two stages is timed step by step", "--steps " + steps.get(), "leave it out");
        }
    }

    private ModelProvider classifier() {
        ModelRegistry registry = ModelRegistry.load();
        if (!registry.ids().contains(model)) {
            throw new UserException("no model '" + model + "'", "--model", Suggestion.hint(model, registry.ids()));
        }
        ModelProvider provider = registry.get(model);
        if (!provider.makes(ImageClassifier.class)) {
            throw new UserException(model + " does not classify images", "--model", "name a classifier");
        }
        return provider;
    }

    private void operations(Engine engine, int side) {
        List<WallTime> timings = new ArrayList<>();
        Consumer<WallTime> report = json ? timings::add : spec.commandLine().getOut()::println;
        new EngineBenchmark(engine, runs).operations(new Batch(batch.orElse(16), 64, side), report);
        if (json) {
            spec.commandLine().getOut().print(Documents.toJson(timings));
        }
    }

    private void network(Engine engine, Subject subject) throws IOException {
        Batch shape = new Batch(batch.orElse(16), Images.CHANNELS, subject.size());
        try (ReferenceProgram torch = withoutTorch
                ? NO_TORCH
                : TorchProgram.network(pythons, model, shape, engine.info().threads())) {
            NetworkReport report =
                    new EngineBenchmark(engine, runs).network(subject.provider(), subject.options(), shape, torch);
            spec.commandLine().getOut().print(json ? Documents.toJson(report) : BenchText.of(report));
        }
    }

    private void convolutions(Engine engine, int side) {
        OptionalDouble peak =
                Engines.provider(engineOption.id()).peak(engine.info().threads());
        ConvolutionRates rates =
                new ConvolutionBenchmark(engine, runs).run(new Batch(batch.orElse(16), Images.CHANNELS, side), peak);
        spec.commandLine().getOut().print(json ? Documents.toJson(rates) : rates + "\n");
    }

    private void stages(Engine engine, Subject subject) throws IOException {
        Extent extent = new Extent(runs, steps.map(OptionalInt::of).orElse(OptionalInt.empty()));
        int cores = engine.info().threads();
        try (ReferenceProgram torch = withoutTorch ? NO_TORCH : TorchProgram.affinity(pythons, subject, cores)) {
            StageReport report = new StageBenchmark(engine, subject, extent).run(torch);
            spec.commandLine().getOut().print(json ? Documents.toJson(report) : BenchText.of(report));
        }
    }
}
