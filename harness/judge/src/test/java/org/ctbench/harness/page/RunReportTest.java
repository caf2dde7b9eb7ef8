package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.fixtures.ReportLinks;
import org.ctbench.harness.papers.PaperFiles;
import org.ctbench.harness.papers.Papers;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
    @TempDir
    Path temp;

    @Tag("slow")
    @Test
    void aClassWithoutImagesHasNoMetricsAndNoRanks() throws IOException {
        String models = "models=[resnet18, resnet50]";
        String seeds = "seeds=[1, 2]";
        Path all = new FinishedRun(temp.resolve("all")).with(models).with(seeds).write();
        Path without = new FinishedRun(temp.resolve("without"))
                .with(models)
                .with(seeds)
                .withoutCovid()
                .withoutIctcf("it was left out")
                .write();

        String whole = Files.readString(RunReport.write(all).resolveSibling("report.md"));
        String text = Files.readString(RunReport.write(without).resolveSibling("report.md"));

        assertFalse(whole.contains("Negative controls"), whole);
        assertTrue(whole.contains("figures/ranks"), whole);
        assertTrue(text.contains("## Models compared"), text);
        assertFalse(text.contains("figures/ranks"), text);
        assertTrue(text.contains("no slice is NCP"), text);
        assertTrue(text.contains("There are no ranks: no pair of models could be tested."), text);
    }

    @Test
    void modelsOfOneTrainingHaveADifferenceAndNeitherPValueNorRank() throws IOException {
        FinishedRun run = new FinishedRun(temp.resolve("run")).with("models=[resnet18, resnet50]");
        Path page = RunReport.write(run.right("resnet50", 0.5).write());

        String text = Files.readString(page.resolveSibling("report.md"));
        List<String> pairs = Files.readAllLines(page.resolveSibling("tables").resolve("pairs-test.csv"));

        assertTrue(text.contains("There are no ranks: no pair of models could be tested."), text);
        assertTrue(text.contains("or state how much their values vary with the seed (verdict.seedDeviation)"), text);
        assertFalse(text.contains("figures/ranks"), text);
        assertTrue(pairs.get(0).contains("difference between these trained networks"), pairs.get(0));
        assertFalse(pairs.get(0).contains("Holm"), pairs.get(0));
        assertTrue(pairs.get(1).matches("resnet50 against resnet18,-3\\d\\.\\d\\d,.*,\\d+,\\d+"), pairs.get(1));
    }

    @Test
    void aStatedSeedDeviationMakesATestOfModelsOfOneTraining() throws IOException {
        Path run = new FinishedRun(temp.resolve("run"))
                .with("models=[resnet18, resnet50]")
                .with("verdict.seedDeviation={percent: 1.3, degreesOfFreedom: 7}")
                .right("resnet50", 0.5)
                .write();

        Path tables = RunReport.write(run).resolveSibling("tables");
        List<String> test = Files.readAllLines(tables.resolve("pairs-test.csv"));
        List<String> ictcf = Files.readAllLines(tables.resolve("pairs-ictcf.csv"));

        assertTrue(test.get(1).contains(",< 0.0001,< 0.0001,"), test.get(1));
        assertTrue(ictcf.get(1).contains("undefined: the patients are unknown"), ictcf.get(1));
    }

    @Test
    void everyMetricLeadsToItsWrongSlices() throws IOException {
        Path run = new FinishedRun(temp.resolve("run")).right("resnet18", 0.9).write();

        ReportLinks links = ReportLinks.of(RunReport.write(run));

        assertEquals(List.of("errors-test", "errors-ictcf"), links.galleries());
        assertEquals(List.of(), links.leadingNowhere());
    }

    @Test
    void aRunThatKeepsNoListsSaysThatShortcutsAreUnknown() throws IOException {
        Path run = new FinishedRun(temp.resolve("run")).right("resnet18", 0.9).write();

        List<String> shortcuts =
                Files.readAllLines(RunReport.write(run).resolveSibling("tables").resolve("shortcuts-test.csv"));

        assertTrue(shortcuts.get(1).startsWith("resnet18,"), shortcuts::toString);
        assertTrue(shortcuts.get(1).contains("undefined: the lists do not give"), shortcuts::toString);
        assertTrue(
                shortcuts.get(1).contains("undefined: the run keeps no list of its training slices"),
                shortcuts::toString);
    }

    @Test
    void setsEverySourceOfImagesSideBySide() throws IOException {
        Path run = new FinishedRun(temp.resolve("run")).right("resnet18", 2).write();

        String table =
                Files.readString(RunReport.write(run).resolveSibling("tables").resolve("sources.csv"));

        List<String> lines = table.lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).startsWith("resnet18,covidx-ct-v1,test,540,90,100.00"), table);
        assertTrue(lines.get(2).matches("resnet18,ictcf,ictcf,60,undefined: the patients .*,100.00,88.65,.*"), table);
    }

    /** F1 of 100 % has no interval by patient; one by slice does not stand in for it. */
    @Test
    void noIntervalBySliceStandsInForOneByPatientOfASource() throws IOException {
        Path run = new FinishedRun(temp.resolve("run")).right("resnet18", 2).write();

        String page = Files.readString(RunReport.write(run).resolveSibling("report.md"));

        String row = page.lines()
                .filter(line -> line.startsWith("| resnet18 | covidx-ct-v1 |"))
                .findFirst()
                .orElseThrow();
        assertTrue(row.contains("| 100.00 \\[95.98, 100.00\\] |"), row); // 90 of 90 patients
        assertTrue(row.matches(".*\\| 100\\.00<sup>.</sup> \\|"), row);
        assertTrue(page.contains("where the number of patients is unknown they are by slice"), page);
    }

    @Test
    void saysOfThePaperWhatItsOwnMetricsContradict() throws IOException {
        Path run = new FinishedRun(temp.resolve("run"))
                .with("published=ter-sarkisov-2022")
                .write();

        String text = Files.readString(RunReport.write(run).resolveSibling("report.md"));

        int published = text.indexOf("## Published beside reproduced");
        int audit = text.indexOf("## Audit of the published values");
        assertTrue(published > 0 && audit > published, text);
        assertTrue(text.contains("with either number of images; with 99.47 % they agree"), text);
        assertTrue(text.contains("606 of the 608 patients of covidx-ct-v1/sample-3000"), text);
    }

    @Test
    void aModelWithoutErrorsLeadsNowhere() throws IOException {
        Path run = new FinishedRun(temp.resolve("run")).right("resnet18", 2).write();

        assertEquals(List.of(), ReportLinks.of(RunReport.write(run)).galleries());
    }

    @Test
    void runsOfOtherSeedsHaveTheirMatricesAndCurvesSideBySide() throws IOException {
        Path first = new FinishedRun(temp.resolve("first")).write();
        Path second = new FinishedRun(temp.resolve("second"))
                .with("protocol.seeds.weights=2")
                .right("resnet18", 0.7)
                .withoutIctcf("the disk was full")
                .write();

        Path page = RunReport.write(List.of(first, second), temp.resolve("both"), PaperFiles.ofPlan());

        String text = Files.readString(page.resolveSibling("report.md"));
        for (String figure : List.of(
                "confusion-test-resnet18-run1",
                "confusion-test-resnet18-run2",
                "confusion-ictcf-resnet18-run1",
                "loss-resnet18-run2",
                "loss-seeds-resnet18")) {
            assertTrue(text.contains("src=\"figures/" + figure + ".svg\""), figure);
        }
        assertTrue(text.contains("| resnet18, run 2 | 540 | "), text);
        assertTrue(text.contains("resnet18/evaluate-ictcf, run 2 | failed | the disk was full"), text);
        assertEquals(List.of(), ReportLinks.of(page).leadingNowhere());
    }

    @Tag("slow")
    @Test
    void noTwoRowsOfATableAreAboutTheSame() throws IOException {
        Path first = ofAllKinds("first").write();
        Path second = ofAllKinds("second")
                .with("protocol.seeds={weights: 2, order: 2}")
                .write();
        Path seeds = ofAllKinds("seeds").with("seeds=[1, 2]").write();

        List<Table> tables = new ArrayList<>();
        for (Comparison comparison : List.of(comparison(first), comparison(seeds))) {
            tables.addAll(tables(RunPage.of(comparison, Optional.empty(), Optional.empty())));
        }
        tables.addAll(tables(RunsPage.of(comparison(first, second))));

        Set<String> ids = tables.stream().map(Table::id).collect(Collectors.toSet());
        assertTrue(
                ids.containsAll(Set.of(
                        "patients-test",
                        "subgroups-test",
                        "discrimination-test",
                        "predictive-test",
                        "shortcuts-test",
                        "segmentation-regions",
                        "segmentation-counts",
                        "lesions",
                        "lesion-sizes",
                        "classes-test",
                        "controls-test",
                        "sources",
                        "best-epochs")),
                ids::toString);
        for (Table table : tables) {
            List<List<String>> keys = table.rows().stream()
                    .map(row -> row.cells().subList(0, table.keys()).stream()
                            .map(TableCell::text)
                            .toList())
                    .toList();
            assertEquals(keys.stream().distinct().toList(), keys, table.id());
        }
    }

    private FinishedRun ofAllKinds(String name) {
        return new FinishedRun(temp.resolve(name))
                .looking("resnet18, maskrcnn, {id: framed, control: border, of: resnet18}")
                .with("published=ter-sarkisov-2022")
                .with("validate=covidx-ct-v1/test")
                .epochs(0.6, 0.8, 0.7);
    }

    @Test
    void theSectionOfMetricsReadsAsItsTablesAre() throws IOException {
        Comparison once = comparison(new FinishedRun(temp.resolve("once")).write());
        Comparison several = comparison(
                new FinishedRun(temp.resolve("several")).with("seeds=[1, 2]").write());

        assertEquals(
                "Use the interval by patient: slices of one patient resemble each other, so an interval by slice is too narrow."
                        + " Where the patients are unknown, intervals are by slice and too narrow.",
                MetricsSection.of(once).reading());
        assertEquals(
                "Values are means over the seeds; \"one further run\" gives the interval of another training.",
                MetricsSection.of(several).reading());
    }

    private static Comparison comparison(Path... runs) throws IOException {
        Evidence evidence = Evidence.read(List.of(runs));
        return Comparison.of(
                evidence,
                evidence.plan().published().isPresent()
                        ? Optional.of(Papers.load("ter-sarkisov-2022"))
                        : Optional.empty());
    }

    private static List<Table> tables(Report report) {
        return report.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
    }
}
