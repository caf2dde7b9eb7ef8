package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.compare.ComparedCell;
import org.ctbench.harness.compare.ComparedTable;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.papers.PaperFiles;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.statistics.NewTraining;
import org.ctbench.harness.statistics.Question;
import org.ctbench.harness.statistics.Verdict;
import org.ctbench.harness.statistics.Verdict.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both verdicts of a cell, from runs with several seeds to the page. */
class TwoQuestionsTest {
    private static final String PAPER = """
            schema: ctbench/paper/1
            id: mine
            title: A paper about two sets
            classes: {Normal: Normal, CP: CP, NCP: COVID-19}
            sets:
              - {id: test, name: Test, counts: {Normal: 1, CP: 1, NCP: 1}, source: the test, split: covidx-ct-v1/test}
              - {id: ictcf, name: Other version, counts: {Normal: 1, NCP: 1}, source: the test}
            seedDeviation: {percent: 0.1, degreesOfFreedom: 4, where: its text}
            tables:
              - number: 1
                title: Test
                kind: classification
                set: test
                columns: [{id: accuracy, name: Accuracy, metric: accuracy}, {id: NCP, name: COVID-19, metric: sensitivity, class: NCP}]
                rows: [{id: resnet18, name: ResNet18, cells: {accuracy: "85.00", NCP: "50.00"}}]
              - number: 2
                title: Other version
                kind: classification
                set: ictcf
                columns: [{id: accuracy, name: Accuracy, metric: accuracy}]
                rows: [{id: resnet18, name: ResNet18, cells: {accuracy: "20.00"}}]
            """;

    @TempDir
    static Path folder;

    private static Path seeds;
    private static Comparison comparison;

    @BeforeAll
    static void compareThreeSeeds() throws IOException {
        seeds = run("seeds", "seeds=[1, 2, 3]");
        comparison = comparison(seeds);
    }

    @Test
    void bothAreAskedOfThePapersOwnImagesAndThePopulationAloneOfOthers() {
        ComparedTable own = comparison.tables().get(0);
        ComparedTable other = comparison.tables().get(1);
        assertEquals(List.of(Question.values()), own.questions());
        assertEquals(List.of(Question.SAME_POPULATION), other.questions());
        assertEquals(
                Kind.HIGHER, verdict(own.cells().get(1), Question.SAME_IMAGES).kind());
        assertEquals(
                Kind.HIGHER,
                verdict(own.cells().get(1), Question.SAME_POPULATION).kind());
        assertEquals(
                Kind.CANNOT_BE_TOLD,
                verdict(other.cells().get(0), Question.SAME_POPULATION).kind(),
                "its patients are unknown");
        assertEquals(other.cells().get(0).verdict(), verdict(other.cells().get(0), Question.SAME_POPULATION));
    }

    @Test
    void theSameImagesAreJudgedByTheSpreadOfTheSeedsAlone() {
        double[] seeds = comparison.sets().get(0).models().get(0).estimates().stream()
                .mapToDouble(of -> of.get(0).value().orElseThrow())
                .toArray();
        ComparedCell accuracy = comparison.tables().get(0).cells().get(0);
        NewTraining training = NewTraining.of(seeds, 0, 540);
        assertEquals(3, seeds.length);
        assertEquals(
                Optional.of(training.interval(0.95)),
                accuracy.reproduced().orElseThrow().newTraining());
        assertEquals(
                training.p(0.84995, 0.85005),
                verdict(accuracy, Question.SAME_IMAGES).p().orElseThrow(),
                1e-12);
    }

    @Test
    void aPaperStatesTheDeviationOfOneTrainingUnlessThePlanDoes() throws IOException {
        ComparedCell ofPaper = comparison(run("one", "verdict.confidence=0.95"))
                .tables()
                .get(0)
                .cells()
                .get(1);
        ComparedCell ofPlan = comparison(run("stated", "verdict.seedDeviation={percent: 30, degreesOfFreedom: 1}"))
                .tables()
                .get(0)
                .cells()
                .get(1);

        assertEquals(Kind.HIGHER, verdict(ofPaper, Question.SAME_IMAGES).kind());
        assertEquals(Kind.COMPATIBLE, verdict(ofPlan, Question.SAME_IMAGES).kind());
    }

    @Test
    void thePageHasBothColumnsTheTableAsAWholeAndTheMarginCurve() throws IOException {
        Map<String, byte[]> files =
                RunReport.render(List.of(seeds), PaperFiles.ofPlan()).files();

        String page = text(files, "report.md");
        assertTrue(page.contains("Up to two questions are asked of each value."), page);
        assertTrue(page.contains("a convention, not a result: 1.0 percentage points"), page);
        assertTrue(text(files, "tables/verdicts.csv")
                .startsWith("verdict,\"cells, same images\",\"cells, same population\""));
        List<String> together =
                text(files, "tables/verdicts-of-tables.csv").lines().toList();
        assertEquals(4, together.size(), "two questions of table 1, one of table 2");
        assertTrue(together.get(1).matches("1,same images,2,0,1,1,0,2,0.1,1,differs"), together.get(1));
        assertTrue(together.get(3).matches("2,same population,1,0,0,0,1,0,0.0,0,cannot be told"), together.get(3));
        String cells = text(files, "tables/cells.csv");
        assertTrue(cells.contains("of another training on these images"), cells);
        assertTrue(cells.contains("of another training on other patients of this kind"), cells);
        assertTrue(cells.contains("\"same images, p\""), cells);
        assertTrue(page.contains("src=\"figures/margins.svg\""), page);
        assertTrue(text(files, "report.json").contains("\"margins\""));
        assertTrue(text(files, "report.tex").contains("same population"));
        assertTrue(text(files, "index.html").contains("same population"));
        assertFalse(cells.contains(",0.0000,"), cells);
    }

    @Test
    void theMarginCurveCountsACellFromItsSmallestMarginOn() {
        var curve = new VerdictTables(comparison)
                .marginCurve()
                .orElseThrow()
                .series()
                .get(0);

        double smallest = 100
                * comparison.tables().get(0).cells().stream()
                        .mapToDouble(cell -> cell.verdict().smallestMargin().orElseThrow())
                        .min()
                        .orElseThrow();
        curve.points().forEach(point -> assertEquals(point.x() > smallest, point.y() > 0, point::toString));
        double last = curve.points().get(curve.points().size() - 1).y();
        assertEquals(100.0 * 2 / 3, last, 1e-9, "the cell of other images cannot be told");
    }

    @Test
    void aPValueOfNextToNothingIsNotPrintedAsZero() {
        assertEquals("< 0.0001", ReportWording.p(0.00009).plain());
        assertEquals("0.0001", ReportWording.p(0.0001).plain());
        assertEquals("0.0400", ReportWording.p(0.04).plain());
    }

    private static Verdict verdict(ComparedCell cell, Question question) {
        return cell.verdict(question).orElseThrow();
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static Path run(String name, String setting) throws IOException {
        Files.writeString(folder.resolve("paper.yaml"), PAPER);
        return new FinishedRun(folder.resolve(name))
                .with("evaluate=[{id: test, split: covidx-ct-v1/test, f1: code, publishedTable: 1}, {id: ictcf, split:"
                        + " ictcf/test, f1: actual, publishedTable: 2, fineTune: {split: ictcf/train, epochs: 10, classes:"
                        + " [NORMAL, NCP]}}]")
                .with("verdict.replicates=1000")
                .with("published=" + folder.resolve("paper.yaml"))
                .with(setting)
                .write();
    }

    private static Comparison comparison(Path run) throws IOException {
        return Comparison.of(
                Evidence.read(List.of(run)),
                Optional.of(Papers.load(folder.resolve("paper.yaml").toString())));
    }
}
