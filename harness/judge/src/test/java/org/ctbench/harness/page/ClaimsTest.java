package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.statistics.distribution.TDistribution;
import org.ctbench.harness.compare.ComparedClaim;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.papers.PaperFiles;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.statistics.Replication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims of a paper and its values among our seeds, from runs to the page. */
class ClaimsTest {
    private static final String PAPER = """
            schema: ctbench/paper/1
            id: mine
            title: A paper that claims something
            classes: {Normal: Normal, CP: CP, NCP: COVID-19}
            sets:
              - {id: test, name: Test, counts: {Normal: 1, CP: 1, NCP: 1}, source: the test, split: covidx-ct-v1/test}
              - {id: other, name: Other version, counts: {Normal: 1, NCP: 1}, source: the test}
            tables:
              - number: 1
                title: Test
                kind: classification
                set: test
                columns: [{id: accuracy, name: Accuracy, metric: accuracy}, {id: NCP, name: COVID-19, metric: sensitivity, class: NCP}]
                rows:
                  - {id: resnet50, name: ResNet50, cells: {accuracy: "87.50", NCP: "80.0"}}
                  - {id: resnet18, name: ResNet18, cells: {accuracy: "85.00", NCP: unrecoverable}}
                lost: its digits are lost
              - number: 2
                title: Other version
                kind: classification
                set: other
                columns: [{id: accuracy, name: Accuracy, metric: accuracy}]
                rows:
                  - {id: resnet50, name: ResNet50, cells: {accuracy: "90.00"}}
                  - {id: resnet18, name: ResNet18, cells: {accuracy: "80.00"}}
                  - {id: vgg16, name: VGG16, cells: {accuracy: "70.00"}}
            claims:
              - {id: gain, table: 1, column: accuracy, better: resnet50, than: resnet18, where: abstract}
              - {id: lost, table: 1, column: NCP, better: resnet50, than: resnet18, where: abstract}
              - {id: other, table: 2, column: accuracy, better: resnet50, than: resnet18, where: abstract}
              - {id: missing, table: 2, column: accuracy, better: resnet50, than: vgg16, where: abstract}
            """;

    @TempDir
    static Path folder;

    private static Path seeds;
    private static Comparison comparison;
    private static Map<String, byte[]> files;

    @BeforeAll
    static void compareThreeSeeds() throws IOException {
        seeds = run("seeds", "seeds=[1, 2, 3]");
        comparison = comparison(seeds);
        files = RunReport.render(List.of(seeds), PaperFiles.ofPlan()).files();
    }

    @Test
    void theDifferenceIsThatOfTheMeansAndItsErrorThatOfTheSeeds() {
        ComparedClaim gain = ComparedClaim.of(comparison).get(0);
        double[] better = accuracies("resnet50");
        double[] than = accuracies("resnet18");
        double original = Math.sqrt(variance(better) + variance(than));
        double own = Math.sqrt(variance(better) / 3 + variance(than) / 3);

        Replication replication = gain.replication().orElseThrow();

        assertEquals("2.50", gain.published().orElseThrow().printed().toPlainString());
        assertEquals("0.010", gain.published().orElseThrow().halfWidth().toPlainString());
        assertEquals(0.025, replication.original(), 1e-12);
        assertEquals(original, replication.originalError(), 1e-12);
        assertEquals(mean(better) - mean(than), replication.replicated(), 1e-12);
        assertEquals(own, replication.replicatedError(), 1e-12);
    }

    @Test
    void theTablesShowWhatIsKnownAndWhyTheRestIsNot() throws IOException {
        List<CSVRecord> claims = table("claims");
        List<CSVRecord> replicated = table("claims-replicated");

        assertEquals(4, claims.size());
        assertEquals("Table 1, Accuracy: ResNet50 over ResNet18", claims.get(0).get("claim"));
        assertEquals("2.50", claims.get(0).get("claimed, difference, pp"));
        assertEquals("shown", claims.get(0).get("same images, claim"));
        assertEquals("shown", claims.get(0).get("same population, claim"));
        assertEquals("> 1,000,000", replicated.get(0).get("Bayes factor"));
        assertEquals(
                "not recoverable: a value of the claim is lost", claims.get(1).get("claimed, difference, pp"));
        assertEquals(
                "shown", claims.get(1).get("same images, claim"), "that it is shown here needs no digits of the paper");
        assertEquals("undefined: a published value is lost", replicated.get(1).get("Bayes factor"));
        String others = "undefined: the paper's images are not those of the runs";
        assertEquals(others, claims.get(2).get("same images, claim"));
        assertEquals(
                "undefined: the patients are unknown, and slices of one patient are alike",
                claims.get(2).get("same population, claim"));
        assertEquals(others, replicated.get(2).get("sceptical p, golden"));
        assertEquals(
                "not run: the runs have no value of both models", claims.get(3).get("same images, claim"));
        assertFalse(new String(files.get("tables/claims-replicated.csv"), StandardCharsets.UTF_8).contains(",0.0000"));
    }

    @Test
    void oneTrainingOfEachModelShowsNothingUnlessAPlanStatesTheDeviation() throws IOException {
        ComparedClaim alone = ComparedClaim.of(comparison(run("one", "verdict.confidence=0.95")))
                .get(0);
        ComparedClaim stated = ComparedClaim.of(
                        comparison(run("stated", "verdict.seedDeviation={percent: 1.3, degreesOfFreedom: 7}")))
                .get(0);

        assertEquals(
                "a model was trained once, and no seed deviation is stated",
                alone.noReplicationBecause().orElseThrow());
        assertTrue(alone.reproduced().orElseThrow().effect().isPresent());
        Replication replication = stated.replication().orElseThrow();
        assertEquals(0.013 * Math.sqrt(2), replication.originalError(), 1e-12);
        assertEquals(0.013 * Math.sqrt(2), replication.replicatedError(), 1e-12);
    }

    @Test
    void aClaimThatFilledInCellsContradictIsNoReplication() throws IOException {
        Path overlay = folder.resolve("cells.yaml");
        Files.writeString(overlay, """
                schema: ctbench/published/1
                paper: mine
                cells: {1/resnet18/accuracy: "88.00"}
                """);
        Comparison filled = Comparison.of(
                Evidence.read(List.of(seeds)),
                Optional.of(Papers.load(folder.resolve("paper.yaml").toString(), Optional.of(overlay))));

        assertEquals(
                "the published values do not show it",
                ComparedClaim.of(filled).get(0).noReplicationBecause().orElseThrow());
    }

    @Test
    void publishedValuesStandAmongTheSeedsOfTheirProtocol() throws IOException {
        double[] seeds = accuracies("resnet50");
        double error = Math.sqrt(variance(seeds)) * Math.sqrt(1 + 1.0 / 3);
        double below = TDistribution.of(2).cumulativeProbability((0.87495 - mean(seeds)) / error);

        List<CSVRecord> tries = table("silent-tries");

        assertEquals(3, tries.size(), "three published values of the paper's own images");
        assertEquals("ResNet50", tries.get(0).get("row"));
        assertEquals(100 * below, Double.parseDouble(tries.get(0).get("percentile")), 0.051);
        assertEquals("3", tries.get(0).get("seeds"));
        assertTrue(comparison(run("two", "seeds=[1, 2]")).tables().get(0).cells().stream()
                .allMatch(cell -> cell.reached().isEmpty()));
    }

    private static List<CSVRecord> table(String name) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        String text = new String(files.get("tables/" + name + ".csv"), StandardCharsets.UTF_8);
        return format.parse(new java.io.StringReader(text)).getRecords();
    }

    private static double[] accuracies(String row) {
        return comparison.sets().get(0).model(row).orElseThrow().estimates().stream()
                .mapToDouble(of -> of.get(0).value().orElseThrow())
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }

    private static Path run(String name, String setting) throws IOException {
        Files.writeString(folder.resolve("paper.yaml"), PAPER);
        FinishedRun run = new FinishedRun(folder.resolve(name))
                .with("models=[resnet18, resnet50]")
                .with("evaluate=[{id: test, split: covidx-ct-v1/test, f1: code, publishedTable: 1}, {id: ictcf, split:"
                        + " ictcf/test, f1: actual, publishedTable: 2, fineTune: {split: ictcf/train, epochs: 10, classes:"
                        + " [NORMAL, NCP]}}]")
                .with("verdict.replicates=1000")
                .with("published=" + folder.resolve("paper.yaml"))
                .with(setting);
        List<String> weak = new ArrayList<>(List.of("resnet18"));
        IntStream.rangeClosed(1, 3).forEach(seed -> weak.add("resnet18-seed" + seed));
        weak.forEach(model -> run.right(model, 0.6));
        return run.write();
    }

    private static Comparison comparison(Path run) throws IOException {
        return Comparison.of(
                Evidence.read(List.of(run)),
                Optional.of(Papers.load(folder.resolve("paper.yaml").toString())));
    }
}
