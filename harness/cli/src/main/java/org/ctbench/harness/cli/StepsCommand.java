package org.ctbench.harness.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.ctbench.harness.determinism.LocalTraining;
import org.ctbench.harness.determinism.TrainingOrders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ctbench steps}: the process of one of the trainings of {@code verify-determinism}; makes a step for each order. */
@Command(
        name = "steps",
        description = "Train step by step, as `ctbench verify-determinism` orders.",
        hidden = true,
        footer = {"", "Example:", "  ctbench steps --threads 1 < orders"})
final class StepsCommand implements Callable<Integer> {
    @Mixin
    private SubjectOptions options;

    @Option(names = "--threads", required = true, paramLabel = "N", description = "Threads of the numerical kernels.")
    private int threads;

    @Override
    public Integer call() throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (LocalTraining training =
                new LocalTraining(Engines.open(options.engine(), threads, options.cacheFolder()), options.subject())) {
            TrainingOrders.serve(training, orders, System.out);
        }
        return 0;
    }
}
