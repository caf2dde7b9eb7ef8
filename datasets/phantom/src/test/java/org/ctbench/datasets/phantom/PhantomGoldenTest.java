package org.ctbench.datasets.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.lists.SplitImporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link PhantomSpec#standard()} leads to. If one of these tests fails after a change of the generator, the change
 * altered data that others have: raise {@link PhantomGenerator#VERSION}, then take over the digests and locks that the
 * tests print.
 */
class PhantomGoldenTest {
    private static final PhantomSpec SPEC = PhantomSpec.standard();
    private static final List<String> DATA_SETS = List.of("phantom-covidx", "phantom-lesion", "phantom-ictcf");

    @TempDir
    static Path root;

    private static PhantomFiles files;

    @BeforeAll
    static void writeTheLists() throws IOException {
        files = PhantomFiles.of(SPEC);
        for (Map.Entry<String, String> list : files.lists().entrySet()) {
            AtomicFiles.write(root.resolve("lists").resolve(list.getKey()), list.getValue());
        }
    }

    @Test
    void pixelsOfTheFirstSliceOfEachKindAreAsPinned() {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String kind : List.of("NCP_", "CP_", "Normal_", "", "pCT", "nCT")) {
            ScanPlan scan = files.names().entrySet().stream()
                    .filter(e -> e.getValue().get(0).matches(kind + "[0-9].*"))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            var slice = new SliceRenderer(scan.phantom(SPEC.seed()), SPEC.imageSize())
                    .render(scan.numbers().get(0));
            String name = files.names().get(scan).get(0);
            digests.put(name, Sha256.of(slice.pixels()).abbreviated());
            digests.put(name + " mask", Sha256.of(slice.mask()).abbreviated());
        }

        assertEquals(
                """
                NCP_75_1_0017.png = a24d3f477b5c
                NCP_75_1_0017.png mask = e70060afd500
                CP_66_120_0024.png = 241bb28abf65
                CP_66_120_0024.png mask = 5dc9dd5abeed
                Normal_17_288_0035.png = 3e0a00d36fcb
                Normal_17_288_0035.png mask = a2e4f71bdb6f
                0_9.jpg = 5e1f06eb8756
                0_9.jpg mask = 69f0091945cd
                pCT63.jpg = d7ce442462c6
                pCT63.jpg mask = d69efc30d473
                nCT125.jpg = cb0208f470b7
                nCT125.jpg mask = a49812bd26fe""",
                digests.entrySet().stream()
                        .map(e -> e.getKey() + " = " + e.getValue())
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void theShippedLocksAreThoseOfTheStandardSpec() throws IOException {
        List<DataSetLock> locks = PhantomLocks.of(new PhantomSummary(root, SPEC, 0, 0, Map.of()));

        for (DataSetLock lock : locks) {
            assertEquals(
                    Documents.toYaml(lock), Documents.toYaml(Locks.shipped().dataSet(lock.id())));
        }
        assertEquals(DATA_SETS, locks.stream().map(DataSetLock::id).toList());
    }

    @Test
    void theListsGoThroughTheImporterOfTheRealOnes(@TempDir Path data) throws IOException {
        Locks locks = Locks.shipped().only(DATA_SETS);

        SplitImporter.importFrom(root, data, locks);

        for (SplitLock lock : locks.splits()) {
            Split split = Manifests.read(data, lock);
            assertEquals(lock.images(), split.size(), lock.id());
        }
    }

    @Test
    void noPatientIsInTwoOfTrainValAndTest() {
        Map<String, List<String>> splits = files.names().keySet().stream()
                .filter(s -> s.patient().site() == Site.COVIDX)
                .collect(Collectors.groupingBy(
                        s -> s.patient().name(),
                        Collectors.mapping(
                                ScanPlan::split,
                                Collectors.collectingAndThen(
                                        Collectors.toSet(),
                                        s -> s.stream().sorted().toList()))));

        assertTrue(splits.size() > 200, splits.size() + " patients");
        assertEquals(
                List.of(),
                splits.entrySet().stream().filter(e -> e.getValue().size() > 1).toList());
    }
}
