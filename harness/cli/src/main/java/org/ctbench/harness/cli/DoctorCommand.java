package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.doctor.Doctor;
import org.ctbench.harness.doctor.DoctorReport;
import org.ctbench.harness.doctor.Host;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.Documents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ctbench doctor}: what this machine has, and what to change. */
@Command(
        name = "doctor",
        description =
                "Show Java, processor, engine, memory, GPU and disks, run a convolution and a matrix product beside"
                        + " plain loops, write and read 128 MiB on each disk, and suggest what to change. Exit 1 if the engine does not"
                        + " start or computes wrongly.",
        footer = {"", "Examples:", "  ctbench doctor", "  ctbench doctor --out /results --cache /scratch/ctbench --json"
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out",
            description = "Folder of the results whose disk is tried. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Folder of decoded slices and native libraries. Default: that of `ctbench data status`.")
    private Optional<Path> cache;

    @Mixin
    private EngineOption engine;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Path cacheFolder = cache.orElseGet(CacheFolder::standard);
        Host host = Host.current();
        int cores = host.hardware().cores();
        DoctorReport report = new Doctor(
                        host, Engines.provider(engine.id()), () -> Engines.open(engine.id(), cores, cacheFolder))
                .examine(out, cacheFolder);
        spec.commandLine().getOut().print(json ? Documents.toJson(report) : DoctorText.of(report));
        spec.commandLine().getOut().flush();
        return report.passed() ? 0 : Errors.CHECK_FAILED;
    }
}
