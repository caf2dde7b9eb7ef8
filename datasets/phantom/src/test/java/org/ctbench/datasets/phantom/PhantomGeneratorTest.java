package org.ctbench.datasets.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomGeneratorTest {
    private static final PhantomSpec SMALL = new PhantomSpec(
            11, 64, new PhantomSpec.Covidx(2, 10, 10, 10), new PhantomSpec.Lesion(2, 1), new PhantomSpec.Ictcf(2, 7));

    @TempDir
    Path root;

    @Test
    void writesEverySliceOnceAndTellsHowItGoesOn() throws IOException {
        AtomicLong done = new AtomicLong();

        PhantomSummary summary = PhantomGenerator.generate(SMALL, root, done::addAndGet);

        assertEquals(PhantomGenerator.slices(SMALL), done.get());
        assertEquals(36, summary.folders().get("phantom-covidx").files());
        assertEquals(30, summary.folders().get("phantom-lesion").files());
        assertEquals(11, summary.folders().get("phantom-ictcf").files());
        assertEquals(8, summary.folders().get("lists").files());
        assertEquals(85, summary.written());
        assertEquals(0, summary.kept());
    }

    @Test
    void aSecondCallChangesNothing() throws IOException {
        PhantomSummary first = PhantomGenerator.generate(SMALL, root, n -> {});
        AtomicLong done = new AtomicLong();

        PhantomSummary second = PhantomGenerator.generate(SMALL, root, done::addAndGet);

        assertTrue(second.unchanged());
        assertEquals(85, second.kept());
        assertEquals(first.folders(), second.folders());
        assertEquals(PhantomGenerator.slices(SMALL), done.get());
    }

    @Test
    void ofFourThatStartAtOnceOneGeneratesAndAllFindTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicInteger waited = new AtomicInteger();
        Callable<PhantomSummary> start = () -> PhantomGenerator.generate(SMALL, root, n -> {}, waited::incrementAndGet);

        List<PhantomSummary> all = new ArrayList<>();
        for (Future<PhantomSummary> one : threads.invokeAll(Collections.nCopies(4, start))) {
            all.add(one.get());
        }
        threads.shutdown();

        assertEquals(1, all.stream().filter(summary -> summary.written() == 85).count());
        assertEquals(3, all.stream().filter(PhantomSummary::unchanged).count());
        assertEquals(1, all.stream().map(PhantomSummary::folders).distinct().count());
        assertTrue(waited.get() <= 3, waited + " waited");
        assertEquals(List.of(), AtomicFiles.unfinished(root, Integer.MAX_VALUE));
    }

    @Test
    void aWholeFolderIsOnlyReadUnlessAKilledProcessLeftAHalfWrittenStamp() throws IOException {
        PhantomGenerator.generate(SMALL, root, n -> {});
        Files.delete(root.resolve("data.lock"));

        assertTrue(PhantomGenerator.generate(SMALL, root, n -> {}).unchanged());
        assertFalse(Files.exists(root.resolve("data.lock")));

        Path half = Files.writeString(root.resolve(".phantom.yaml.123.part"), "sche");
        assertTrue(PhantomGenerator.generate(SMALL, root, n -> {}).unchanged());
        assertFalse(Files.exists(half));
    }

    @Test
    void goesOnWhereACutCallEnded() throws IOException {
        PhantomSummary whole = PhantomGenerator.generate(SMALL, root, n -> {});
        Path slice = firstIn("phantom-covidx");
        byte[] bytes = Files.readAllBytes(slice);
        Files.delete(slice);
        Path half = slice.resolveSibling("." + slice.getFileName() + ".123.part");
        Files.write(half, new byte[] {1, 2, 3});

        PhantomSummary mended = PhantomGenerator.generate(SMALL, root, n -> {});

        assertEquals(1, mended.written());
        assertEquals(whole.folders(), mended.folders());
        assertArrayEquals(bytes, Files.readAllBytes(slice));
        assertFalse(Files.exists(half));
    }

    @Test
    void refusesAFolderWithForeignFilesAndLeavesThem() throws IOException {
        Path foreign = Files.createDirectories(root.resolve("phantom-covidx")).resolve("NCP_1_1_0001.png");
        Files.writeString(foreign, "mine");

        var e = assertThrows(UserException.class, () -> PhantomGenerator.generate(SMALL, root, n -> {}));

        assertEquals(
                "the folder holds 1 file that the phantom generator did not write: phantom-covidx/NCP_1_1_0001.png",
                e.problem());
        assertEquals(root.toString(), e.where());
        assertEquals("choose an empty folder, or move them away", e.fix());
        assertEquals("mine", Files.readString(foreign));
        assertFalse(Files.exists(root.resolve("lists")));
    }

    @Test
    void leavesOtherFoldersOfTheDataFolderAlone() throws IOException {
        Path other = Files.createDirectories(root.resolve("splits")).resolve("notes.txt");
        Files.writeString(other, "mine");

        PhantomGenerator.generate(SMALL, root, n -> {});

        assertEquals("mine", Files.readString(other));
    }

    @Test
    void namesAFileThatWasChanged() throws IOException {
        PhantomGenerator.generate(SMALL, root, n -> {});
        Path slice = firstIn("phantom-ictcf");
        Files.writeString(slice, "changed");

        var e = assertThrows(UserException.class, () -> PhantomGenerator.generate(SMALL, root, n -> {}));

        assertEquals(
                "1 file differs from what the phantom generator wrote: phantom-ictcf/" + slice.getFileName(),
                e.problem());
        assertEquals("changed", Files.readString(slice));
    }

    @Test
    void refusesAFolderOfAnotherSpec() throws IOException {
        PhantomGenerator.generate(SMALL, root, n -> {});

        var e = assertThrows(UserException.class, () -> PhantomGenerator.generate(SMALL.withSeed(12), root, n -> {}));

        assertEquals("the folder holds a phantom of another spec or generator version", e.problem());
        assertEquals(root.resolve("phantom.yaml").toString(), e.where());
    }

    @Test
    void anotherSeedMakesOtherPatientsAndAnotherSizeTheSame() {
        PhantomFiles files = PhantomFiles.of(SMALL);
        PhantomFiles larger = PhantomFiles.of(SMALL.withImageSize(128));
        PhantomFiles others = PhantomFiles.of(SMALL.withSeed(12));

        assertEquals(files.names(), larger.names());
        assertFalse(files.names().equals(others.names()));
    }

    private Path firstIn(String folder) throws IOException {
        try (var files = Files.list(root.resolve(folder))) {
            return files.sorted().findFirst().orElseThrow();
        }
    }
}
