package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctbench.harness.compare.ComparedTable;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.shortcuts.NoPixels;
import org.ctbench.harness.shortcuts.SliceFacts;
import org.ctbench.harness.shortcuts.SliceSubset;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.document.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoPixelRowsTest {
    private static final String PAPER = """
            schema: ctbench/paper/1
            id: mine
            title: A paper about one set
            classes: {Normal: Normal, CP: CP, NCP: COVID-19}
            sets: [{id: test, name: Test, counts: {Normal: 1, CP: 1, NCP: 1}, source: the test, split: covidx-ct-v1/test}]
            tables:
              - number: 1
                title: Test
                kind: classification
                set: test
                columns:
                  - {id: accuracy, name: Accuracy, metric: accuracy}
                  - {id: NCP, name: COVID-19, metric: sensitivity, class: NCP}
                  - {id: images, name: Images, metric: images, unit: count}
                rows: [{id: resnet18, name: ResNet18, cells: {accuracy: "99.00", NCP: "50.00", images: "540"}}]
            """;

    @TempDir
    static Path folder;

    private static Comparison comparison;

    @BeforeAll
    static void compareWithAPaper() throws IOException {
        Path paper = Files.writeString(folder.resolve("paper.yaml"), PAPER);
        Path run = new FinishedRun(folder.resolve("run"))
                .right("resnet18", 0.9)
                .with("evaluate=[{id: test, split: covidx-ct-v1/test, f1: code, publishedTable: 1}]")
                .withoutIctcf("the plan has no such set")
                .with("verdict.replicates=1000")
                .write();
        comparison = Comparison.of(Evidence.read(List.of(run)), Optional.of(Papers.load(paper.toString())));
    }

    /** A classifier without pixels that answers as the model does. */
    private static NoPixelRows rows(List<NoPixels> noPixels) {
        SliceSubset none = SliceSubset.none("not asked here");
        ComparedTable compared = comparison.tables().get(0);
        return new NoPixelRows(
                comparison.paper().orElseThrow(),
                compared,
                comparison.sets().stream().findFirst(),
                Optional.of(new ShortcutTable(noPixels, none, none, List.of(), comparison.resampling())));
    }

    private static NoPixels asTheModel() {
        ClassPredictions answers =
                comparison.sets().get(0).models().get(0).predictions().get(0);
        return new NoPixels(SliceFacts.PLACE, answers);
    }

    @Test
    void standBelowTheModelsWithTheirValuesAndWithoutVerdict() {
        Row row = rows(List.of(asTheModel())).rows().get(0);

        List<String> texts = row.cells().stream().map(TableCell::text).toList();
        double accuracy = comparison
                .sets()
                .get(0)
                .models()
                .get(0)
                .estimate("accuracy")
                .orElseThrow()
                .value()
                .orElseThrow();
        assertEquals("no pixels: slice number, body box", texts.get(0));
        assertTrue(texts.get(2).startsWith(String.format(Locale.ROOT, "%.2f [", 100 * accuracy)), texts::toString);
        assertEquals(List.of("", ""), texts.subList(3, 5), "no verdict");
        assertEquals(
                List.of("a classifier has no such value"),
                row.cells().get(10).notes().stream()
                        .map(note -> note.replaceFirst("undefined: ", ""))
                        .toList());
    }

    @Test
    void markPublishedValuesThatAreNotAboveThem() {
        NoPixelRows rows = rows(List.of(asTheModel()));

        List<Boolean> marked = IntStream.range(0, 3)
                .mapToObj(column ->
                        rows.published(comparison.tables().get(0).cells().get(column)))
                .map(cell ->
                        cell.notes().stream().anyMatch(note -> note.contains("sees no pixel (slice number, body box)")))
                .toList();

        assertEquals(List.of(false, true, false), marked, "99 % is above, 50 % is not, a count is no share");
    }

    @Test
    void withoutListsNothingIsAddedOrMarked() {
        NoPixelRows rows = rows(List.of());

        assertEquals(List.of(), rows.rows());
        assertEquals(
                List.of(),
                rows.published(comparison.tables().get(0).cells().get(1)).notes());
    }
}
