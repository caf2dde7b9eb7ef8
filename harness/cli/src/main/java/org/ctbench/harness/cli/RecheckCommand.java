package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.harness.bundle.Bundle;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.recheck.Draw;
import org.ctbench.harness.recheck.Recheck;
import org.ctbench.harness.recheck.RecheckFinding;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.harness.run.work.StoppedException;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench recheck}: drawn parts of a run computed again. */
@Command(
        name = "recheck",
        description = {
            "Compute randomly drawn parts of a finished run again and demand the same bits: epochs of its trainings between two"
                    + " checkpoints, predictions of single slices, lesions found in single slices. Exits 1 if something came out"
                    + " differently.",
            "The run needs an engine with a named arithmetic, such as exact. `reproduce --keep every:10` keeps the checkpoints; a"
                    + " bundle has neither checkpoints nor weights, so name their folder by --checkpoints. Give the same command again"
                    + " with the printed seed to go on after an interruption.",
            "The run is not changed. See harness/RECHECK.md for what this proves and what it does not."
        },
        footer = {
            "",
            "Examples:",
            "  ctbench recheck out/paper --data /data/ct",
            "  ctbench recheck paper.crate.zip --data /data/ct --checkpoints /data/checkpoints --share 5%%",
            "  ctbench recheck paper.crate.zip --data /data/ct --beacon 'Lotto 6aus49, 2026-12-05: 4 8 15 16 23 42'"
        })
final class RecheckCommand implements Callable<Integer> {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN|BUNDLE", description = "Folder of a run, or file that `ctbench bundle` wrote.")
    private Path run;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of images and manifests. Default: the plan's data.root.")
    private Optional<Path> data;

    @Option(
            names = "--share",
            paramLabel = "N%",
            defaultValue = "3%",
            description =
                    "Share of the run's images that may go through the networks again. Default: ${DEFAULT-VALUE}.")
    private String share;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the draw. Default: a random one, which is printed.")
    private Optional<Long> seed;

    @Option(
            names = "--beacon",
            paramLabel = "TEXT",
            description =
                    "Public text that decides the draw together with the run's digests, such as numbers of a lottery drawn after"
                            + " the run was published.")
    private Optional<String> beacon;

    @Option(
            names = "--checkpoints",
            paramLabel = "DIR",
            description = "Folder with checkpoints, at any depth, and with the run's folder 'weights'.")
    private Optional<Path> checkpoints;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for unfinished work. Default: out/recheck-<run head>.")
    private Optional<Path> out;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Folder of decoded slices. Default: that of `ctbench data status`.")
    private Optional<Path> cache;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the kernels. Default: all processors.")
    private Optional<Integer> threads;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        double part = share();
        if (threads.orElse(1) < 1) {
            throw new ParameterException(spec.commandLine(), "--threads is " + threads.get() + ", expected 1 or more");
        }
        if (seed.isPresent() && beacon.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--seed and --beacon exclude each other");
        }
        if (checkpoints.isPresent() && !Files.isDirectory(checkpoints.get())) {
            throw new ParameterException(
                    spec.commandLine(), "--checkpoints is '" + checkpoints.get() + "', which is no folder");
        }
        if (Files.isDirectory(run)) {
            return check(RunEvidence.read(run), part);
        }
        try (Bundle.Unpacked unpacked = Bundle.unpack(run, cacheFolder())) {
            return check(RunEvidence.read(unpacked.run()), part);
        }
    }

    private double share() {
        Matcher percent = PERCENT.matcher(share);
        double part = percent.matches() ? Double.parseDouble(percent.group(1)) / 100 : 0;
        if (!(part > 0 && part <= 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--share is '" + share + "', expected a percentage such as 3%, at most 100%");
        }
        return part;
    }

    private Path cacheFolder() {
        return cache.orElseGet(CacheFolder::standard);
    }

    private int check(RunEvidence evidence, double part) throws IOException {
        Plan plan = evidence.plan();
        Sha256 head = evidence.results().numbers().head();
        Draw draw = beacon.map(text -> Draw.ofBeacon(head, text))
                .orElseGet(() -> seed.map(Draw::ofSeed).orElseGet(Draw::random));
        Recheck recheck = new Recheck(evidence, draw, part, checkpoints);
        PrintWriter err = spec.commandLine().getErr();
        err.println("run head: " + head.hex());
        err.println("seed of the draw: " + draw.seed());
        err.flush();
        Reproduction.Folders folders = new Reproduction.Folders(
                data.orElse(Path.of(plan.data().root())),
                out.orElse(Path.of("out", "recheck-" + head.abbreviated())),
                cacheFolder(),
                evidence.library());
        int cores = threads.orElse(Runtime.getRuntime().availableProcessors());
        Reproduction.EngineSource engines = () -> Engines.open(plan.engine().id(), cores, folders.cache());
        RecheckFinding finding;
        try (Interrupts interrupts = Interrupts.handled()) {
            finding = recheck.run(
                    folders,
                    new Reproduction.Environment(
                            engines,
                            () -> {
                                throw new IllegalStateException("a recheck starts no other processes");
                            },
                            Progress.standard(),
                            interrupts.stop()));
        } catch (StoppedException e) {
            err.println("stopped: " + e.getMessage() + "; all finished work is kept");
            err.println("  fix: run the same command with --seed " + draw.seed() + "; it resumes here");
            err.flush();
            return PlanRun.STOPPED;
        }
        PrintWriter print = spec.commandLine().getOut();
        print.print(json ? Documents.toJson(finding) : RecheckText.of(finding));
        print.flush();
        return finding.passed() ? 0 : Errors.CHECK_FAILED;
    }
}
