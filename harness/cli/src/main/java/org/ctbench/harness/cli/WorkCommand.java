package org.ctbench.harness.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.MissingCell;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.harness.run.work.StoppedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ctbench work}: one of several workers that compute the cells of a run. */
@Command(
        name = "work",
        description = {
            "Compute cells of a plan beside other workers, on this machine or on others that share the folder.",
            "Each worker takes a cell that is ready and that nobody has, and goes on until no cell is left. It takes over the"
                    + " cells of workers that died, from their last checkpoints. Then `ctbench reproduce` with the same"
                    + " options and --jobs 0 writes the report. Exits 1 if a cell has no result."
        },
        footer = {
            "",
            "Examples:",
            "  ctbench work paper --data /shared/ct --store /shared/paper                      on every machine",
            "  ctbench work paper --data /shared/ct --store /shared/paper --max-time 14000     in a job of four hours",
            "  ctbench watch /shared/paper                                                     all workers",
            "  ctbench reproduce paper --data /shared/ct --store /shared/paper --jobs 0        the report"
        })
final class WorkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--max-time",
            paramLabel = "SECONDS",
            description = "Save a checkpoint and end after this time, with exit code 130. Leave a minute for the"
                    + " checkpoint. Default: no limit.")
    private Optional<Long> maxTime;

    @Option(
            names = "--dead-after",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description =
                    "Take the cell of a worker on another machine that gave no sign of life for this long. Default:"
                            + " ${DEFAULT-VALUE}.")
    private long deadAfter;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Leave a cell without result after N attempts that ended with an error, of whichever workers. A"
                            + " training that diverged is not tried again: it would diverge again. Default: ${DEFAULT-VALUE}.")
    private int attempts;

    @Option(names = "--of-run", hidden = true, description = "One of the processes of `ctbench reproduce --jobs`.")
    private boolean ofRun;

    @Option(names = "--until-input-ends", hidden = true, description = "Stop when nobody waits for this process.")
    private boolean untilInputEnds;

    @Override
    public Integer call() throws IOException {
        check();
        PlanFile file = options.plan();
        Engines.requireDevice(file.plan().engine().id());
        Reproduction.Folders folders = options.folders(file);
        int threads = options.threads(spec.commandLine(), file, 1);
        RunSettings settings = options.settings(spec.commandLine(), 1).sharing(Duration.ofSeconds(deadAfter), attempts);
        try (Interrupts interrupts = Interrupts.handled()) {
            Stop stop = maxTime.map(seconds -> interrupts.stop().within(Duration.ofSeconds(seconds)))
                    .orElse(interrupts.stop());
            if (ofRun || untilInputEnds) {
                stopWithInput(stop);
            }
            Reproduction.Environment environment = new Reproduction.Environment(
                    () -> Engines.open(file.plan().engine().id(), threads, folders.cache()),
                    () -> {
                        throw new IllegalStateException("a worker starts no workers");
                    },
                    Progress.standard(),
                    stop);
            return work(file, folders, settings, environment); // says where it stopped before the process ends
        }
    }

    private int work(
            PlanFile file, Reproduction.Folders folders, RunSettings settings, Reproduction.Environment environment)
            throws IOException {
        try {
            return ended(Reproduction.work(file, folders, settings, environment, ofRun));
        } catch (StoppedException e) {
            return ofRun ? PlanRun.STOPPED : PlanRun.stopped(spec.commandLine(), e.getMessage());
        }
    }

    private void check() {
        if (maxTime.orElse(1L) < 1) {
            throw new ParameterException(spec.commandLine(), "--max-time is " + maxTime.get() + ", expected 1 or more");
        }
        if (deadAfter < 1) {
            throw new ParameterException(spec.commandLine(), "--dead-after is " + deadAfter + ", expected 1 or more");
        }
        if (attempts < 1) {
            throw new ParameterException(spec.commandLine(), "--attempts is " + attempts + ", expected 1 or more");
        }
    }

    private int ended(List<MissingCell> missing) {
        List<MissingCell> failed = missing.stream().filter(MissingCell::failed).toList();
        if (!ofRun) {
            failed.forEach(
                    cell -> spec.commandLine().getOut().println(cell.cell() + " has no result: " + cell.because()));
            spec.commandLine().getOut().println("no cell is left; `ctbench reproduce` with --jobs 0 writes the report");
            spec.commandLine().getOut().flush();
        }
        return failed.isEmpty() ? 0 : Errors.CHECK_FAILED;
    }

    /** The run that started this process ends its input, or is gone. */
    private static void stopWithInput(Stop stop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) { // nobody writes
                        }
                    } catch (IOException e) {
                        stop.request(); // as if it had ended
                    }
                    stop.request();
                },
                "input");
        thread.setDaemon(true);
        thread.start();
    }
}
