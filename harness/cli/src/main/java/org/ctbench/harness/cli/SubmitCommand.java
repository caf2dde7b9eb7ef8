package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.harness.cluster.Cluster;
import org.ctbench.harness.determinism.Vectors;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.MachineFailure;
import org.ctbench.splits.documents.Program;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ctbench submit}: workers of a plan as jobs of a cluster. */
@Command(
        name = "submit",
        description = {
            "Submit the workers of a plan to Slurm, and a job that writes the report when they have ended.",
            "Workers that are preempted, or whose time is over, save a checkpoint and are queued again. Cells that failed"
                    + " before are tried again. The folders have to be shared by all nodes.",
            "With --spark the workers are tasks of Spark, and this command waits for them and writes the report."
        },
        footer = {
            "",
            "Examples:",
            "  ctbench submit paper --slurm --data /shared/ct --store /shared/paper --partition gpu --gres gpu:1 --time 4:00:00",
            "  ctbench submit paper --slurm --store /shared/paper --print      the scripts, to read or to change",
            "  ctbench watch /shared/paper",
            "  ./ctbench --spark submit paper --data /shared/ct --store /shared/paper --spark spark://head:7077"
        })
final class SubmitCommand implements Callable<Integer> {
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final Pattern JOB = Pattern.compile("(\\d+)(;.*)?");

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(names = "--slurm", description = "To Slurm, with `sbatch` of this machine.")
    private boolean slurm;

    @Mixin
    private SparkOptions spark;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Workers at once. Default: one for each training of the plan.")
    private Optional<Integer> workers;

    @Option(names = "--partition", paramLabel = "NAME", description = "Partition of the workers and of the report.")
    private Optional<String> partition;

    @Option(names = "--gres", paramLabel = "LIST", description = "What each worker needs, such as gpu:1.")
    private Optional<String> gres;

    @Option(names = "--time", paramLabel = "TIME", description = "Time limit of a worker, as Slurm reads it: 4:00:00.")
    private Optional<String> time;

    @Option(
            names = "--before-limit",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Time before the limit at which a worker saves its checkpoint and is queued again. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int beforeLimit;

    @Option(
            names = "--sbatch",
            paramLabel = "OPTION",
            description = "Another option of sbatch, such as --sbatch=--account=me; may be repeated.")
    private List<String> more = List.of();

    @Option(names = "--print", description = "Print the scripts and submit nothing.")
    private boolean print;

    @Override
    public Integer call() throws IOException {
        PlanFile file = options.plan();
        if (slurm == spark.isAsked()) {
            throw new ParameterException(
                    spec.commandLine(),
                    slurm ? "name one of --slurm and --spark, not both" : "where to? name --slurm or --spark");
        }
        if (spark.isAsked()) {
            return onSpark(file);
        }
        SlurmJobs jobs = jobs(file);
        PrintWriter out = spec.commandLine().getOut();
        if (print) {
            out.print(jobs.workerScript() + "\n" + jobs.reportScript());
        } else {
            Reproduction.share(file, options.folders(file).out());
            String array = submit(jobs.logs().resolve("workers.sh"), jobs.workerScript(), List.of());
            String report = submitReport(jobs, array);
            out.println("job " + array + ": " + jobs.workers() + (jobs.workers() == 1 ? " worker" : " workers"));
            out.println("job " + report + ": the report, when they have ended");
            out.println("`ctbench watch " + jobs.store() + "` shows them; " + jobs.logs() + " keeps what they say");
        }
        out.flush();
        return 0;
    }

    /** Runs the workers and, when they have ended, writes the report; gives the exit code of that. */
    private int onSpark(PlanFile file) throws IOException {
        for (String option : List.of("--partition", "--gres", "--time", "--before-limit", "--sbatch", "--print")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(spec.commandLine(), option + " is for Slurm; remove it");
            }
        }
        int number = number(file);
        Path store = options.folders(file).out().toAbsolutePath().normalize();
        List<String> work = options.arguments(spark.cores());
        work.add("--until-input-ends");
        try (Cluster cluster = spark.open("submit"); // may wait for long, and ends at once when it is asked to
                Interrupts interrupts = Interrupts.handled()) {
            try {
                Reproduction.share(file, store);
                cluster.run(
                        WorkerProcess.command("work", work, Vectors.WIDEST),
                        Path.of("").toAbsolutePath(),
                        store.resolve("spark"),
                        number);
            } catch (MachineFailure | UserException e) { // a process that is asked to end loses its Spark first
                if (!interrupts.stop().requested()) {
                    throw e;
                }
            }
            if (interrupts.stop().requested()) {
                return PlanRun.stopped(spec.commandLine(), "the workers save checkpoints and end");
            }
        }
        return spec.root().commandLine().execute(report("reproduce").toArray(String[]::new));
    }

    private int number(PlanFile file) {
        int number = workers.orElse(file.plan().grid().size());
        if (number < 1) {
            throw new ParameterException(spec.commandLine(), "--workers is " + number + ", expected 1 or more");
        }
        options.settings(spec.commandLine(), 1); // checks them
        return number;
    }

    /** The words of a command that writes the report, after these. */
    private List<String> report(String... words) {
        List<String> report = new ArrayList<>(List.of(words));
        report.addAll(options.arguments());
        report.addAll(List.of("--jobs", "0"));
        return report;
    }

    private SlurmJobs jobs(PlanFile file) throws IOException {
        int number = number(file);
        if (beforeLimit < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--before-limit is " + beforeLimit + ", expected 1 or more");
        }
        List<String> sbatch = new ArrayList<>();
        partition.ifPresent(name -> sbatch.add("--partition=" + name));
        gres.ifPresent(list -> sbatch.add("--gres=" + list));
        time.ifPresent(limit -> sbatch.add("--time=" + limit));
        sbatch.addAll(more);
        return new SlurmJobs(
                file.plan().id(),
                options.folders(file).out().toAbsolutePath().normalize(),
                Path.of("").toAbsolutePath(),
                number,
                beforeLimit,
                sbatch,
                WorkerProcess.command("work", options.arguments(), Vectors.WIDEST),
                WorkerProcess.command("reproduce", report(), Vectors.WIDEST));
    }

    private static String submitReport(SlurmJobs jobs, String array) throws IOException {
        Path script = jobs.logs().resolve("report.sh");
        List<String> after = List.of("--dependency=afterany:" + array);
        try {
            return submit(script, jobs.reportScript(), after);
        } catch (UserException e) {
            throw new UserException(
                    "job " + array + " of the workers is submitted, that of the report is not: " + e.problem(),
                    e.where(),
                    "cancel the workers with `scancel " + array + "`, or submit the report with `sbatch " + after.get(0)
                            + " " + script + "`",
                    e);
        }
    }

    /** Writes a script and submits it; gives the number of its job. */
    private static String submit(Path script, String text, List<String> options) throws IOException {
        Files.createDirectories(script.getParent());
        AtomicFiles.write(script, text);
        List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
        command.addAll(options);
        command.add(script.toString());
        Program.Answer answer = Program.ask(command, ANSWER, true);
        String where = String.join(" ", command);
        return switch (answer.outcome()) {
            case SUCCEEDED ->
                job(answer.text())
                        .orElseThrow(() -> new UserException(
                                "sbatch printed no job number: " + answer.text(),
                                where,
                                "look with `squeue --me` whether the job is there"));
            case TOO_SLOW ->
                throw new UserException(
                        "sbatch did not answer within " + ANSWER.toSeconds() + " s",
                        where,
                        "look with `squeue --me` whether the job is there, and submit again if it is not");
            case FAILED ->
                throw new UserException(
                        "sbatch did not take the job: " + answer.text(),
                        where,
                        "correct what sbatch complains of; --print shows the scripts");
            case ABSENT ->
                throw new UserException(
                        "there is no sbatch here",
                        where,
                        "submit from a machine of the cluster; --print writes the scripts for one that is not this one");
        };
    }

    /** The last line that is a number, with the name of the cluster if there are several; warnings stand above it or below. */
    static Optional<String> job(String printed) {
        return printed.lines()
                .map(line -> JOB.matcher(line.strip()))
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .reduce((first, last) -> last);
    }
}
