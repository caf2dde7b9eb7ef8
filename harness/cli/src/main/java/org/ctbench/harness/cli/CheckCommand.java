package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.ctbench.harness.check.Acceptance;
import org.ctbench.harness.check.BaselineWriter;
import org.ctbench.harness.check.CheckBlocks;
import org.ctbench.harness.check.CheckReport;
import org.ctbench.harness.check.ExactCheck;
import org.ctbench.harness.check.ExactReport;
import org.ctbench.harness.check.JunitXml;
import org.ctbench.harness.check.RegressionCheck;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench check}: did a run fall behind an earlier one? */
@Command(
        name = "check",
        description = {
            "Compare a run with a baseline. Exits 1 if a metric regressed significantly or is missing.",
            "With --exact it fails if any digit of a prediction or metric changed. Use it in CI, for plans of the engine"
                    + " exact.",
            "Without, it is a statistical test of means over seeds, for changes that are meant to move numbers and for other"
                    + " engines. A metric fails if it fell by more than its margin and by more than other seeds and patients"
                    + " explain. Of runs without any change at most 5 %% fail; --accept says for each metric from which drop on a"
                    + " run fails. It needs several seeds in the baseline, or verdict.seedDeviation in its plan: one training does"
                    + " not tell a drop from another seed. The test is paired where the predictions of the baseline lie beside it."
        },
        footer = {
            "",
            "Examples:",
            "  ctbench check --baseline ci/baseline.yaml --accept out/demo          make this run the baseline",
            "  ctbench check --baseline ci/baseline.yaml --accept --metric accuracy --margin 2 out/demo",
            "  ctbench check --baseline ci/baseline.yaml --exact out/demo           fail if any digit changed",
            "  ctbench check --baseline ci/baseline.yaml out/demo --junit check.xml"
        })
final class CheckCommand implements Callable<Integer> {
    /** Where CI servers take a summary in Markdown from. */
    private static final String STEP_SUMMARY = "GITHUB_STEP_SUMMARY";

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Folder of the run, as `ctbench reproduce` left it.")
    private Path run;

    @Option(names = "--baseline", paramLabel = "FILE", required = true, description = "The baseline, a YAML file.")
    private Path baseline;

    @Option(
            names = "--accept",
            description =
                    "Make the run the baseline: write FILE, and the predictions and lesions into FILE.predictions. Metrics and"
                            + " margins of a baseline that is replaced are kept.")
    private boolean accept;

    @Option(
            names = "--exact",
            description =
                    "Compare digit by digit: any prediction or metric that is not that of the baseline fails, and the first"
                            + " slices that changed are named. Refused if the run or the baseline is of an engine whose last digits depend"
                            + " on the machine.")
    private boolean exact;

    @Option(
            names = "--metric",
            paramLabel = "ID",
            description =
                    "Pin this metric of every evaluation that has it, as in accuracy, sensitivity/NCP, weighted-f1/code, or of"
                            + " the lesions map, ap50, ap75, map/coco, ap50/coco, ap75/coco, froc; may be repeated; with"
                            + " --accept. Default: the weighted F1 of the plan's tables, and the map of lesions.")
    private List<String> metrics = List.of();

    @Option(
            names = "--margin",
            paramLabel = "POINTS",
            description =
                    "Drop that does not matter, at most 20, in percentage points, or hundredths of average precision; with --accept."
                            + " Default: verdict.margin of the plan.")
    private Optional<Double> margin;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write the result as JUnit XML.")
    private Optional<Path> junit;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Also write the result as Markdown. Where the environment names a file as " + STEP_SUMMARY
                    + ", it is appended to that in any case.")
    private Optional<Path> markdown;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    CheckCommand() {
        this(System.getenv());
    }

    /** The same in another environment. */
    CheckCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        if (!accept && (!metrics.isEmpty() || margin.isPresent())) {
            throw new ParameterException(spec.commandLine(), "--metric and --margin need --accept");
        }
        if (accept && (exact || junit.isPresent() || markdown.isPresent())) {
            throw new ParameterException(
                    spec.commandLine(), "--accept checks nothing: no --exact, no --junit, no --markdown");
        }
        double points = margin.orElse(1.0);
        if (!(points > 0 && points <= 20)) {
            throw new ParameterException(
                    spec.commandLine(), "--margin is " + points + ", expected more than 0 and at most 20");
        }
        PrintWriter out = spec.commandLine().getOut();
        Evidence evidence = Evidence.read(List.of(run));
        if (accept) {
            OptionalDouble fraction = margin.isPresent() ? OptionalDouble.of(points / 100) : OptionalDouble.empty();
            Acceptance accepted = BaselineWriter.write(baseline, evidence, new BaselineWriter.Pins(metrics, fraction));
            out.print(json ? Documents.toJson(accepted) : CheckBlocks.text(accepted));
            out.flush();
            return 0;
        }
        Answer answer = exact
                ? Answer.of(ExactCheck.of(baseline, evidence))
                : Answer.of(RegressionCheck.of(baseline, evidence));
        out.print(json ? Documents.toJson(answer.document()) : answer.text());
        out.flush();
        write(answer); // what cannot be written hides no verdict
        return answer.passed() ? 0 : Errors.CHECK_FAILED;
    }

    /** What a check found, in all its forms. */
    private record Answer(boolean passed, Object document, String text, String markdown, String junit) {
        static Answer of(CheckReport report) {
            return new Answer(
                    report.passed(),
                    report,
                    CheckBlocks.text(report),
                    CheckBlocks.markdown(report),
                    JunitXml.of(report));
        }

        static Answer of(ExactReport report) {
            return new Answer(
                    report.passed(),
                    report,
                    CheckBlocks.text(report),
                    CheckBlocks.markdown(report),
                    JunitXml.of(report));
        }
    }

    private void write(Answer answer) throws IOException {
        if (junit.isPresent()) {
            AtomicFiles.write(junit.get(), answer.junit());
        }
        if (markdown.isPresent()) {
            AtomicFiles.write(markdown.get(), answer.markdown());
        }
        String summary = environment.get(STEP_SUMMARY);
        if (summary != null && !summary.isBlank()) {
            append(summary, answer.markdown());
        }
    }

    /** Nobody asked for this file on the command line: without it there is a warning. */
    private void append(String file, String text) {
        try {
            Files.writeString(
                    Path.of(file), text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException | InvalidPathException e) {
            PrintWriter err = spec.commandLine().getErr();
            String why = Explanation.of(e, STEP_SUMMARY).problem();
            err.println("warning: the summary cannot be written: " + why + "\n   at: " + STEP_SUMMARY + "=" + file);
            err.flush();
        }
    }
}
