package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.ctbench.datasets.phantom.PhantomSpec;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.run.data.GeneratedData;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectedCellsTest {
    private static final List<String> LESIONS = List.of("phantom-lesion/train", "phantom-lesion/test");

    @Test
    void everySplitThatDecidesTheDigestOfACellIsOneThatItReads() throws IOException {
        for (String name : List.of("cost", "killed", "lesions", "tiny")) {
            Grid outline = Grid.outline(plan(name), id -> 0);
            for (Cell cell : outline.cells()) {
                TreeSet<String> named = new TreeSet<>();
                for (JsonNode input : cell.inputs()) {
                    if (input.has("id") && input.has("slices")) {
                        named.add(input.get("id").asText());
                    }
                }

                assertTrue(!named.isEmpty(), cell.name().toString());
                assertTrue(
                        outline.splits(cell.name()).containsAll(named),
                        cell.name() + ": " + outline.splits(cell.name()) + ", " + named);
            }
        }
    }

    @Test
    void aPlanReadsItsSplitsInItsOrder() throws IOException {
        assertEquals(
                List.of(
                        "phantom-covidx/sample",
                        "phantom-covidx/val",
                        "phantom-covidx/test",
                        "phantom-ictcf/train",
                        "phantom-ictcf/test",
                        "phantom-lesion/train",
                        "phantom-lesion/test"),
                SelectedCells.of(plan("killed"), List.of()).splits());
    }

    @Test
    void segmentationAloneAsksForNoImagesToClassify() throws IOException {
        assertEquals(
                LESIONS, SelectedCells.of(plan("killed"), List.of("maskrcnn")).splits());
        Plan alone = Plans.read(file("killed"), List.of("models=[{id: maskrcnn, options: {features: 16}}]"))
                .plan();
        assertEquals(LESIONS, SelectedCells.of(alone, List.of()).splits());
    }

    @Test
    void whatIsAskedForDecidesWhatIsRead() throws IOException {
        assertEquals(
                List.of("phantom-covidx/sample", "phantom-covidx/val"),
                SelectedCells.of(plan("tiny"), List.of("resnet18/train")).splits());
        SelectedCells tuned = SelectedCells.of(plan("tiny"), List.of("resnet18/evaluate-ictcf"));
        assertEquals(
                List.of("resnet18/train", "resnet18/fine-tune-ictcf", "resnet18/evaluate-ictcf"),
                tuned.cells().stream().map(cell -> cell.name().toString()).toList());
        assertEquals(
                List.of("phantom-covidx/sample", "phantom-covidx/val", "phantom-ictcf/train", "phantom-ictcf/test"),
                tuned.splits());
        UserException e = assertThrows(UserException.class, () -> SelectedCells.of(plan("tiny"), List.of("nosuch")));
        assertEquals("no cell 'nosuch'", e.problem());
    }

    @Test
    void splitsOfOtherCellsAreTakenWhereTheyAreThere(@TempDir Path temp) throws IOException {
        Plan plan = plan("tiny");
        PhantomSpec spec = plan.data().generate().orElseThrow().phantom();
        Path root = temp.resolve("data");
        Locks locks = GeneratedData.make(spec, root, Progress.standard());
        var folders = new Reproduction.Folders(root, temp.resolve("out"), temp.resolve("cache"));
        SelectedCells training = SelectedCells.of(plan, List.of("resnet18/train"));
        List<String> all = SelectedCells.of(plan, List.of()).splits();
        assertEquals(
                all,
                List.copyOf(
                        training.available(folders, locks, Progress.standard()).keySet()));
        String image = Manifests.read(root, locks.split("phantom-ictcf/test"))
                .slices()
                .get(0)
                .id();
        Files.delete(root.resolve("phantom-ictcf").resolve(image));
        Files.delete(root.resolve("splits/phantom-covidx/remainder.csv"));

        List<String> available = List.copyOf(
                training.available(folders, locks, Progress.standard()).keySet());

        assertEquals(
                List.of("phantom-covidx/sample", "phantom-covidx/val", "phantom-covidx/test", "phantom-ictcf/train"),
                available);
        assertEquals(
                all,
                List.copyOf(SelectedCells.of(plan, List.of())
                        .available(folders, locks, Progress.standard())
                        .keySet()));
    }

    private static Plan plan(String name) throws IOException {
        return Plans.load(file(name));
    }

    private static String file(String name) {
        return "../rundocs/src/test/resources/plans/" + name + ".yaml";
    }
}
