package org.ctbench.harness.checklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.checklist.ItemAnswer.State;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.papers.PaperFiles;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.harness.results.Numbers;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunResults;
import org.ctbench.splits.checks.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReformsTest {
    private static final List<String> PAIR = List.of("covidx-ct-v1/sample-3000", "covidx-ct-v1/test");

    @TempDir
    Path temp;

    /** Kapoor et al. 2024, table 1: eight modules of 3, 5, 7, 3, 6, 3, 3 and 2 items. */
    @Test
    void hasTheItemsOfTheChecklist() {
        String expected =
                "1a 1b 1c 2a 2b 2c 2d 2e 3a 3b 3c 3d 3e 3f 3g 4a 4b 4c 5a 5b 5c 5d 5e 5f 6a 6b 6c 7a 7b 7c 8a 8b";

        assertEquals(
                expected, Arrays.stream(Reforms.values()).map(Reforms::number).collect(Collectors.joining(" ")));
        assertTrue(Arrays.stream(Reforms.values())
                .allMatch(item -> item.number().charAt(0) - '1' == item.module().ordinal()));
    }

    @Test
    void everyRowOfTheReportHasAStateAndLeadsToASectionThatIsThere() throws IOException {
        Path run = new FinishedRun(temp.resolve("run")).write();

        Path page = RunReport.write(run); // refuses a link to no section

        List<String> rows = Files.readAllLines(page.resolveSibling("tables").resolve("checklist.csv"));
        assertEquals(33, rows.size());
        assertTrue(rows.stream()
                .skip(1)
                .allMatch(row -> row.matches("\\d[a-g],.*,(shown here|authors must say|violated),.+")));
        assertTrue(Files.readString(page).contains("href=\"#section-data\""));
    }

    @Test
    void codeWithoutCommitOrWithChangesIsNotIdentified() throws IOException {
        Path run = new FinishedRun(temp.resolve("run")).write();

        assertEquals(State.VIOLATED, Reforms.CODE.of(facts(run)).state());

        Optional<String> commit = Optional.of("90794b5c2d7a90794b5c2d7a90794b5c2d7a9079");
        computedBy(run, new CodeVersion("0.1.0", commit, Optional.of(true)));
        assertEquals(State.VIOLATED, Reforms.CODE.of(facts(run)).state());

        computedBy(run, new CodeVersion("0.1.0", commit, Optional.of(false)));
        assertEquals(State.SHOWN, Reforms.CODE.of(facts(run)).state());
    }

    @Test
    void patientsInTrainingAndTestAreAViolation() throws IOException {
        Path run = new FinishedRun(temp.resolve("run")).write();
        found(run, Check.Verdict.OK, "no patient in both");
        assertEquals(State.SHOWN, Reforms.DEPENDENCE.of(facts(run)).state());

        found(run, Check.Verdict.UNKNOWN, "names do not tell patients");
        assertEquals(State.AUTHORS, Reforms.DEPENDENCE.of(facts(run)).state());

        found(run, Check.Verdict.NOTE, "3 of 90 patients of the test split");
        ItemAnswer answer = Reforms.DEPENDENCE.of(facts(run));
        assertEquals(State.VIOLATED, answer.state());
        assertEquals(
                "covidx-ct-v1/sample-3000 and covidx-ct-v1/test: 3 of 90 patients of the test split.",
                answer.because());
    }

    @Test
    void aModelThatAClassifierWithoutPixelsMatchesHasNoBaselineThatMatters() throws IOException {
        Path run = new FinishedRun(temp.resolve("run"))
                .with("models=[resnet18, resnet50]")
                .write();

        assertEquals(State.SHOWN, Reforms.BASELINES.of(facts(run)).state());
        ItemAnswer matched =
                Reforms.BASELINES.of(facts(run, new SetShortcut("Test split", 0.72, 0.66, 0.45, List.of("resnet18"))));
        assertEquals(State.VIOLATED, matched.state());
        assertTrue(matched.because().startsWith("Test split: resnet18 not shown to be better"), matched.because());
    }

    @Test
    void aShortcutIsAViolationOnlyWhereItBeatsTheLargestClass() throws IOException {
        Path run = new FinishedRun(temp.resolve("run")).write();

        assertEquals(State.AUTHORS, Reforms.SHORTCUTS.of(facts(run)).state());
        assertEquals(
                State.AUTHORS,
                Reforms.SHORTCUTS
                        .of(facts(run, new SetShortcut("Test split", 0.47, 0.43, 0.45, List.of())))
                        .state());
        assertEquals(
                "Test split: without any pixel, 56.4 % of the slices are classified correctly; the largest class has 45.0 %.",
                Reforms.SHORTCUTS
                        .of(facts(run, new SetShortcut("Test split", 0.564, 0.52, 0.45, List.of())))
                        .because());
    }

    @Test
    void anIncompleteRunHasNoScriptThatComputesAllResults() throws IOException {
        Path whole = new FinishedRun(temp.resolve("whole")).write();
        Path part = new FinishedRun(temp.resolve("part"))
                .withoutIctcf("the disk was full")
                .write();

        assertEquals(State.SHOWN, Reforms.SCRIPT.of(facts(whole)).state());
        assertEquals(State.VIOLATED, Reforms.SCRIPT.of(facts(part)).state());
    }

    @Test
    void onlyASetOfADataSetThatNoModelLearnedFromIsExternalEvidence() throws IOException {
        Path run = new FinishedRun(temp.resolve("run")).write();
        Path asTrained = new FinishedRun(temp.resolve("as-trained"))
                .with("evaluate=[{id: test, split: covidx-ct-v1/test, f1: code}, {id: ictcf, split: ictcf/test}]")
                .write();

        assertEquals(State.AUTHORS, Reforms.EXTERNAL.of(facts(run)).state(), "it is fine-tuned on ictcf/train");
        assertEquals(
                "Evaluated on a data set that no model was trained on: ictcf/test.",
                Reforms.EXTERNAL.of(facts(asTrained)).because());
        assertFalse(Reforms.SAMPLE_SIZE.of(facts(run)).because().contains("covidx-ct-v1"));
    }

    @Test
    void aTestIsShownOnlyWhereAPairWasTested() throws IOException {
        Path one = new FinishedRun(temp.resolve("one")).write();
        Path once = new FinishedRun(temp.resolve("once"))
                .with("models=[resnet18, resnet50]")
                .write();
        Path stated = new FinishedRun(temp.resolve("stated"))
                .with("models=[resnet18, resnet50]")
                .with("verdict.seedDeviation={percent: 1.5, degreesOfFreedom: 4}")
                .write();
        Path seeds = new FinishedRun(temp.resolve("seeds"))
                .with("models=[resnet18, resnet50]")
                .with("seeds=[1, 2]")
                .write();

        assertEquals(State.AUTHORS, Reforms.TESTS.of(facts(one)).state());
        assertEquals(
                "No test is possible: models were trained once without a stated seed deviation, or their weighted F1 has no value.",
                Reforms.TESTS.of(facts(once)).because());
        assertEquals(State.SHOWN, Reforms.TESTS.of(facts(stated)).state());
        assertEquals(State.SHOWN, Reforms.TESTS.of(facts(seeds)).state());
        assertTrue(pairs(seeds).contains("weighted F1, p"), "as its table");
        assertFalse(pairs(once).contains("weighted F1, p"), "as its table");
    }

    private static String pairs(Path run) throws IOException {
        return Files.readString(RunReport.write(run).resolveSibling("tables").resolve("pairs-test.csv"));
    }

    @Test
    void severalRunsAreLookedAtAndTheirReportsShowTheRest() throws IOException {
        Path first =
                new FinishedRun(temp.resolve("first")).with("models=[resnet18]").write();
        Path second = new FinishedRun(temp.resolve("second"))
                .with("models=[resnet50]")
                .withoutIctcf("the disk was full")
                .write();
        found(first, Check.Verdict.OK, "no patient in both");
        found(second, Check.Verdict.NOTE, "3 of 90 patients of the test split");
        StudyFacts facts = new StudyFacts(
                Comparison.of(Evidence.read(List.of(first, second)), Optional.empty()), List.of(), List.of());

        assertEquals(State.VIOLATED, Reforms.SCRIPT.of(facts).state());
        assertEquals(State.VIOLATED, Reforms.DEPENDENCE.of(facts).state());

        Path page = RunReport.write(List.of(first, second), temp.resolve("report"), PaperFiles.ofPlan());
        List<String> rows = Files.readAllLines(page.resolveSibling("tables").resolve("checklist.csv"));
        assertTrue(rows.stream()
                .filter(row -> row.startsWith("2a,"))
                .allMatch(row -> row.contains(",shown in the report of each run,")));
        assertTrue(rows.stream().filter(row -> row.startsWith("7a,")).allMatch(row -> row.contains(",shown here,")));
    }

    private static StudyFacts facts(Path run, SetShortcut... shortcuts) throws IOException {
        return new StudyFacts(
                Comparison.of(Evidence.read(List.of(run)), Optional.empty()), List.of(shortcuts), List.of());
    }

    private static void computedBy(Path run, CodeVersion code) throws IOException {
        RunResults results = ResultsFile.read(run);
        Provenance p = results.provenance();
        ResultsFile.write(
                run,
                RunResults.of(
                        results.numbers(),
                        new Provenance(code, p.engine(), p.java(), p.system(), p.hardware()),
                        results.timing()));
    }

    private static void found(Path run, Check.Verdict verdict, String finding) throws IOException {
        RunResults results = ResultsFile.read(run);
        Numbers n = results.numbers();
        List<Check> checks = List.of(new Check("patient-overlap", PAIR, verdict, finding));
        ResultsFile.write(
                run,
                RunResults.of(
                        new Numbers(n.plan(), n.seeds(), n.splits(), checks, n.models(), n.missing()),
                        results.provenance(),
                        results.timing()));
    }
}
