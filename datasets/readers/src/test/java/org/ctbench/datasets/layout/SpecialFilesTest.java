package org.ctbench.datasets.layout;

import static org.ctbench.datasets.TestImages.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links, pipes and archives that hold nothing known: told once, never taken for an image. */
class SpecialFilesTest {
    private static final String NOWHERE = "a link that leads nowhere";
    private static final String LOOP = "a link to a folder that it lies in";
    private static final String PIPE = "a pipe, socket or device";

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(temp.toRealPath().resolve("root/covidx-ct-v1"));
        put("NCP_1_1_0001.png");
    }

    @Test
    void neverOpensLinksThatLeadNowhere() throws IOException {
        Path flat = link("NCP_1_1_0002.png", "gone.png");
        put("CP/7/8/0001.png");
        Path raw = link("CP/7/8/0002.png", "gone.png");
        Path round = link("NCP_1_1_0003.png", "NCP_1_1_0003.png");

        try (SliceSource source = open()) {
            assertTrue(source.find(slice("NCP_1_1_0001.png")).isPresent());
            assertTrue(source.find(slice("CP_7_8_0001.png")).isPresent());
            for (String id : new String[] {"NCP_1_1_0002.png", "NCP_1_1_0003.png", "CP_7_8_0002.png"}) {
                assertTrue(source.find(slice(id)).isEmpty(), id);
            }
            assertEquals(Map.of(flat, NOWHERE, raw, NOWHERE, round, NOWHERE), source.notOpened());
            assertEquals(
                    "not opened: " + raw + " (" + NOWHERE + "), " + flat + " (" + NOWHERE + "), " + round + " ("
                            + NOWHERE + ")",
                    source.notOpenedText());
        }
    }

    @Test
    void followsLinksToFilesAndFolders() throws IOException {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("NCP_1_1_0002.png"), "x");
        link("more", elsewhere.toString());
        link("NCP_1_1_0003.png", "NCP_1_1_0001.png");

        try (SliceSource source = open()) {
            assertTrue(source.find(slice("NCP_1_1_0002.png")).isPresent());
            assertTrue(source.find(slice("NCP_1_1_0003.png")).isPresent());
            assertEquals(Map.of(), source.notOpened());
        }
    }

    @Test
    void neverOpensLinksThatLeadRoundInCircles() throws IOException {
        Path self = link("again", ".");
        put("a/NCP_1_1_0002.png");
        put("b/NCP_1_1_0003.png");
        link("a/other", "../b");
        link("b/other", "../a");

        try (SliceSource source = open()) {
            for (int i = 1; i <= 3; i++) {
                assertTrue(source.find(slice("NCP_1_1_000" + i + ".png")).isPresent());
            }
            assertEquals(
                    Map.of(self, LOOP, folder.resolve("a/other/other"), LOOP, folder.resolve("b/other/other"), LOOP),
                    source.notOpened());
        }
    }

    @Test
    void neverOpensAPipe() throws Exception {
        Map<Path, String> pipes = new LinkedHashMap<>();
        put("CP/7/8/0001.png");
        for (String name : new String[] {"NCP_1_1_0002.png", "NCP-2.zip", "NCP-3.tar.gz", "CP/7/8/0002.png"}) {
            pipes.put(pipe(name), PIPE);
        }

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (SliceSource source = open()) {
                assertTrue(source.find(slice("NCP_1_1_0002.png")).isEmpty());
                assertTrue(source.find(slice("CP_7_8_0002.png")).isEmpty());
                assertTrue(source.find(slice("CP_7_8_0001.png")).isPresent());
                assertEquals(pipes, source.notOpened());
            }
        });
    }

    @Test
    void takesTheArchivesThatCncbCallsCovid19ForTheClassNcp() throws IOException {
        Archives.zip(folder.resolve("COVID19-31.zip"), Map.of("341/1834/0022.png", "x"));
        Archives.tar(folder.resolve("COVID19-2.tar.gz"), Map.of("NCP/341/1834/0023.png", "y"));

        try (SliceSource source = open()) {
            assertTrue(source.find(slice("NCP_341_1834_0022.png")).isPresent());
            assertTrue(source.find(slice("NCP_341_1834_0023.png")).isPresent());
            assertEquals(Map.of(), source.notOpened());
        }
    }

    @Test
    void namesAnArchiveThatHoldsNothingKnown() throws IOException {
        Files.delete(folder.resolve("NCP_1_1_0001.png"));
        Path zip = Archives.zip(folder.resolve("scans.zip"), Map.of("341/1834/0022.png", "x"));

        var e = assertThrows(UserException.class, this::open);

        assertEquals(
                "no images of COVIDx-CT v1 here; not opened: " + zip
                        + " (no entry has the name of an image that is known)",
                e.problem());
    }

    @ParameterizedTest
    @CsvSource({"NCP-2.zip, zip", "NCP-2.tar, tar", "NCP-2.tgz, tar"})
    void saysWhatStandsInPlaceOfAnArchive(String name, String kind) throws IOException {
        Files.writeString(folder.resolve(name), "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n");

        var e = assertThrows(UserException.class, this::open);

        assertEquals(
                "not a " + kind
                        + " archive but a Git LFS pointer to the file; `git lfs pull` in its clone fetches the file"
                        + " itself",
                e.problem());
    }

    private SliceSource open() throws IOException {
        return DataRoot.open(folder.getParent(), Locks.shipped(), "covidx-ct-v1", temp.resolve("cache"));
    }

    private void put(String file) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), "x");
    }

    private Path link(String name, String target) throws IOException {
        return Files.createSymbolicLink(folder.resolve(name), Path.of(target));
    }

    private Path pipe(String name) throws IOException, InterruptedException {
        Path path = folder.resolve(name);
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "no mkfifo on this machine");
        assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
        return path;
    }
}
