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
import org.ctbench.splits.files.AtomicFiles;
import org.ctbench.splits.files.Documents;
import org.ctbench.splits.files.Sha256;
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
                NCP_75_1_0019.png = 1f0556e90d11
                NCP_75_1_0019.png mask = 0b42236d1374
                CP_66_120_0026.png = 697a77b74a8c
                CP_66_120_0026.png mask = 10b086f73a83
                Normal_17_288_0042.png = 6b609093009a
                Normal_17_288_0042.png mask = 8eaa6140160a
                0_9.jpg = 3a5ea350cc05
                0_9.jpg mask = 69f0091945cd
                pCT63.jpg = f914bbb07541
                pCT63.jpg mask = d69efc30d473
                nCT125.jpg = 86eed4cd1b22
                nCT125.jpg mask = 17c6877a3a55""",
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
