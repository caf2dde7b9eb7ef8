package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.determinism.Proof;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.documents.CacheFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ctbench prove}: the process of one setting of {@code verify-determinism}; prints the digests of an engine. */
@Command(
        name = "prove",
        description = "Print the digests of what an engine computes, for `ctbench verify-determinism`.",
        hidden = true,
        footer = {"", "Example:", "  ctbench prove --engine exact --threads 1"})
final class ProveCommand implements Callable<Integer> {
    @Mixin
    private EngineOption engine;

    @Option(names = "--threads", required = true, paramLabel = "N", description = "Threads of the numerical kernels.")
    private int threads;

    @Option(names = "--cache", paramLabel = "DIR", description = "Folder of native libraries.")
    private Optional<Path> cache;

    @Override
    public Integer call() throws IOException {
        try (Engine opened = Engines.open(engine.id(), threads, cache.orElseGet(CacheFolder::standard))) {
            System.out.println(Proof.of(opened).line());
        }
        return 0;
    }
}
