package org.ctbench.harness.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ctbench.harness.check.Baseline;
import org.ctbench.harness.check.BaselineWriter;
import org.ctbench.harness.check.CheckReport;
import org.ctbench.harness.check.PinnedCell;
import org.ctbench.harness.check.RegressionCheck;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.papers.PaperFiles;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.statistics.Verdict;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A paper may state every metric of the registry, and runs answer each with an interval and a verdict. */
class MetricComparisonTest {
    private static final String PAPER = """
            schema: ctbench/paper/1
            id: mine
            title: A paper that states everything
            classes: {Normal: Normal, CP: CP, NCP: COVID-19}
            sets:
              - {id: test, name: Test, counts: {Normal: 1, CP: 1, NCP: 1}, source: the test, split: covidx-ct-v1/test}
            tables:
            """;

    @TempDir
    Path folder;

    @Test
    void everyMetricIsStatedAndAnsweredWithIntervalAndVerdict() throws IOException {
        Comparison comparison =
                Comparison.of(Evidence.read(List.of(run(0.95))), Optional.of(Papers.load(paper("0.25"))));

        Set<Metric> answered = EnumSet.noneOf(Metric.class);
        for (ComparedTable table : comparison.tables()) {
            for (ComparedCell cell : table.cells()) {
                Reproduced reproduced = cell.reproduced()
                        .orElseThrow(() -> new AssertionError(
                                cell.column().id() + ": " + cell.verdict().sentence()));
                double least = cell.column().metric().mayBeNegative() ? -1 : 0;
                assertTrue(reproduced.value() >= least && reproduced.value() <= 1, cell::toString);
                assertTrue(reproduced.interval().isPresent(), cell::toString);
                assertTrue(
                        EnumSet.of(Verdict.Kind.HIGHER, Verdict.Kind.LOWER, Verdict.Kind.COMPATIBLE)
                                .contains(cell.verdict().kind()),
                        cell::toString);
                answered.add(cell.column().metric());
            }
        }
        assertEquals(metrics(metric -> !metric.isCounted() && metric.isBounded()), answered);
    }

    @Test
    void aPublishedFractionIsHeldAgainstAFraction() throws IOException {
        Path run = run();
        Comparison first = Comparison.of(Evidence.read(List.of(run)), Optional.of(Papers.load(paper("0.25"))));
        ComparedCell accuracy = cell(first, Metric.ACCURACY);
        String digits = String.format(
                Locale.ROOT, "%.4f", accuracy.reproduced().orElseThrow().value());

        Comparison second = Comparison.of(Evidence.read(List.of(run)), Optional.of(Papers.load(paper(digits))));

        assertEquals(
                Verdict.Kind.REPRODUCED_EXACTLY,
                cell(second, Metric.ACCURACY).verdict().kind());
        assertTrue(
                cell(first, Metric.ACCURACY).verdict().sentence().contains("is higher than the published 0.25,"),
                accuracy.verdict().sentence());
        assertTrue(
                cell(first, Metric.ACCURACY).verdict().sentence().contains("less than 0.01 is not shown"),
                accuracy.verdict().sentence());
    }

    @Test
    void thePageShowsTheMetricsThatThePaperStates() throws IOException {
        paper("0.25");
        Path run = run();

        String page = new String(
                RunReport.render(
                                List.of(run),
                                new PaperFiles(
                                        Optional.of(folder.resolve("paper.yaml")), Optional.empty(), Optional.empty()))
                        .files()
                        .get("report.md"),
                StandardCharsets.UTF_8);

        for (String row : List.of(
                "Cohen's kappa \\| 0\\.7",
                "area under the ROC curve of NCP \\| 0\\.[89]",
                "specificity of NCP \\| 9")) {
            assertTrue(
                    page.lines().anyMatch(line -> line.matches("\\| resnet18 \\| " + row + ".*")),
                    () -> row + " in "
                            + page.lines()
                                    .filter(line -> line.startsWith("| resnet18"))
                                    .collect(Collectors.joining("\n")));
        }
    }

    @Test
    void anyMetricCanBePinnedAndChecked() throws IOException {
        Evidence run = Evidence.read(List.of(run()));
        Path file = folder.resolve("baseline.yaml");
        List<String> pinned = List.of("kappa", "youden/NCP", "auc", "macro-specificity");

        BaselineWriter.write(file, run, new BaselineWriter.Pins(pinned, OptionalDouble.empty()));
        CheckReport report = RegressionCheck.of(file, run);

        assertEquals(
                pinned,
                Baseline.read(file).evaluations().get(0).cells().stream()
                        .map(PinnedCell::metric)
                        .toList());
        assertTrue(report.passed(), report::toString);
        BaselineWriter.Pins brier = new BaselineWriter.Pins(List.of("brier"), OptionalDouble.empty());
        UserException e = assertThrows(UserException.class, () -> BaselineWriter.write(file, run, brier));
        assertEquals("'brier' does not fall when a model gets worse, and a check looks for drops", e.problem());
    }

    private static ComparedCell cell(Comparison comparison, Metric metric) {
        return comparison.tables().get(0).cells().stream()
                .filter(cell -> cell.column().metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private static Set<Metric> metrics(Predicate<Metric> which) {
        return Arrays.stream(Metric.values())
                .filter(which)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Metric.class)));
    }

    private Path run() throws IOException {
        return run(0.85);
    }

    /** @param right share of right predictions, whose probabilities are all 1: above 5 % of false positives no threshold is left */
    private Path run(double right) throws IOException {
        return new FinishedRun(folder.resolve("run"))
                .right("resnet18", right)
                .looking("resnet18, maskrcnn")
                .with("evaluate=[{id: test, split: covidx-ct-v1/test, f1: code, publishedTable: 1}]")
                .with("verdict.replicates=1000")
                .with("verdict.seedDeviation={percent: 1, ap: 0.01, degreesOfFreedom: 5}")
                .with("published=mine")
                .write();
    }

    /** A paper whose tables have every metric that is measured, each as this fraction. */
    private String paper(String digits) throws IOException {
        Predicate<Metric> lesions = metric -> metric.ofLesions() && !metric.isLength();
        String text = PAPER
                + table(
                        1,
                        "classification",
                        "resnet18",
                        metrics(lesions.or(Metric::isCounted)
                                .or(metric -> !metric.isBounded())
                                .negate()),
                        digits)
                + table(2, "segmentation", "maskrcnn", metrics(lesions), digits);
        Path file = folder.resolve("paper.yaml");
        Files.writeString(file, text);
        return file.toString();
    }

    private static String table(int number, String kind, String row, Set<Metric> metrics, String digits) {
        String columns = metrics.stream()
                .map(metric -> "{id: " + metric.id() + ", metric: " + metric.id() + ", unit: fraction"
                        + (metric.ofClass() || metric.ofClassOrAll() ? ", class: NCP}" : "}"))
                .collect(Collectors.joining(", "));
        String cells = metrics.stream()
                .map(metric -> metric.id() + ": \"" + digits + "\"")
                .collect(Collectors.joining(", "));
        return "  - {number: " + number + ", title: Everything, kind: " + kind
                + (number == 1 ? ", set: test" : "") + ", columns: [" + columns + "], rows: [{id: " + row
                + ", name: ours, cells: {" + cells + "}}]}\n";
    }
}
