package org.ctbench.splits.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.SmallDataSet;
import org.ctbench.splits.Split;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that a user may take for the lists, named for what they are. */
class OtherListsTest {
    private static final String NONE =
            "none of the lists is here: expected one or more of train_COVIDx_CT-1.txt, train_split_classification.txt";
    private static final String FIRST = "CP_5_6_0007.png 1 0 1 512 400";

    @TempDir
    Path temp;

    private Path from;
    private Locks locks;

    @BeforeEach
    void makeFolder() throws IOException {
        locks = SmallDataSet.write(temp.resolve("lists"));
        from = Files.createDirectory(temp.resolve("from"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "test_COVIDx_CT-2A.txt; hospital_7-0003.png 2 44 64 473 366; COVIDx CT-2A",
                "val_COVIDx-CT_v2B.txt; hospital_7-0003.png 2 44 64 473 366; COVIDx CT-2B",
                "train_COVIDx_CT-3A.txt; CP_5_6_0008.png 1 0 1 512 400; COVIDx CT-3A",
                "list.txt; hospital_7-0003.png 2 44 64 473 366; COVIDx CT-2 or CT-3",
            })
    void namesTheVersionOfALaterList(String name, String line, String dataSet) throws IOException {
        write(name, List.of(FIRST, line));

        assertEquals(
                NONE + "\n" + name + ": lists of " + dataSet + "; version 1 is needed: splits/v1",
                failure().problem());
    }

    @Test
    void namesTheDraftAndTheListsOfChestXRays() throws IOException {
        write(
                "test_COVIDx-CT.txt",
                List.of("radiopaedia-1-2-0-0003.png 2 4 6 470 360", "LIDC-IDRI-0001-1.2.3-0004.png 0 1 2 500 400"));
        write("test_COVIDx9A.txt", List.of("17 some picture (2).JPG COVID-19 hospital", "p4 x.png negative site"));

        assertEquals(
                NONE + "\ntest_COVIDx9A.txt: lists of COVIDx CXR (chest X-rays); version 1 is needed: splits/v1"
                        + "\ntest_COVIDx-CT.txt: lists of the draft of COVIDx-CT of May 2020; version 1 is needed:"
                        + " splits/v1",
                failure().problem());
    }

    @Test
    void namesALaterListUnderTheNameOfThePinnedOne() throws IOException {
        write(SmallDataSet.TRAIN, List.of(FIRST, "hospital_7-0003.png 2 44 64 473 366"));

        var e = failure();

        assertEquals(
                "not the list of small/train but one of COVIDx CT-2 or CT-3; version 1 is needed: splits/v1",
                e.problem());
        assertEquals(from.resolve(SmallDataSet.TRAIN).toString(), e.where());
    }

    @Test
    void stillNamesASingleChangedLineOfThePinnedList() throws IOException {
        List<String> lines = new ArrayList<>(SmallDataSet.trainLines());
        lines.set(3, "Ncp_1_100_0003.png 2 9 94 512 403");
        write(SmallDataSet.TRAIN, lines);

        assertTrue(failure().problem().startsWith("not the list of small/train: train_COVIDx_CT-1.txt:4: expected "));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16, train_COVIDx_CT-1.txt", // big-endian with a mark
        "UTF-16LE, train_COVIDx_CT-1.txt",
        "x-UTF-16LE-BOM, other.dat",
        "UTF-16BE, other.dat"
    })
    void recognisesThePinnedListInUtf16(String charset, String name) throws IOException {
        Files.write(
                from.resolve(name), SmallDataSet.text(SmallDataSet.trainLines()).getBytes(Charset.forName(charset)));

        var e = failure();

        assertEquals(
                "not the list of small/train: " + name + ":1: expected ASCII text, found UTF-16 text", e.problem());
        assertTrue(e.fix().endsWith("; apart from that it is the published list"), e.fix());
    }

    @Test
    void recognisesThePinnedListWithOtherLineEndsUnderAnotherName() throws IOException {
        Files.writeString(
                from.resolve("mine.lst"),
                SmallDataSet.text(SmallDataSet.trainLines()).replace("\n", "\r\n"),
                StandardCharsets.US_ASCII);

        assertEquals(
                "not the list of small/train: mine.lst:1: expected lines that end in LF, found CRLF at the end of 180 of"
                        + " 180 lines",
                failure().problem());
    }

    @Test
    void saysWhatStandsInPlaceOfAList() throws IOException {
        Files.writeString(from.resolve(SmallDataSet.TRAIN), "<!DOCTYPE html>\n<title>Sign in</title>\n");

        assertEquals("not the list of small/train but an HTML page", failure().problem());

        Files.writeString(
                from.resolve(SmallDataSet.TRAIN), "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n");

        assertEquals(
                "not the list of small/train but a Git LFS pointer to the file; `git lfs pull` in its clone fetches the"
                        + " file itself",
                failure().problem());
    }

    @Test
    void readsNoFileThatIsFarLongerThanAnyList() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(from.resolve(SmallDataSet.TRAIN).toFile(), "rw")) {
            file.setLength(ListInspector.LONGEST + 1);
        }

        assertEquals(
                "not the list of small/train but a file of 67108865 bytes, where it has "
                        + Files.size(temp.resolve("lists").resolve(SmallDataSet.TRAIN)),
                failure().problem());
    }

    @Test
    void namesAListThatIsALinkToNothingAndWalksNoCircle() throws IOException {
        Files.createSymbolicLink(from.resolve("again"), Path.of("."));
        Files.createSymbolicLink(from.resolve(SmallDataSet.TRAIN), Path.of("gone.txt"));

        assertEquals(
                NONE + "\ntrain_COVIDx_CT-1.txt: a link that leads nowhere",
                failure().problem());
    }

    @Test
    void saysNothingOfOtherTexts() throws IOException {
        Files.writeString(from.resolve("readme.txt"), "these are my lists\n");

        assertEquals(NONE, failure().problem());
    }

    /** As in a data folder that lies in the folder of the locks, whose lists are called like the manifests made of them. */
    @Test
    void takesNoManifestOfTheNameOfAListForTheList() throws IOException {
        Path manifest = from.resolve("data/splits/small").resolve(SmallDataSet.TRAIN);
        Files.createDirectories(manifest.getParent());
        Files.write(manifest, Manifests.bytes(new Split("small/train", List.of())));

        assertEquals(NONE, failure().problem());
    }

    private UserException failure() {
        Path to = temp.resolve("data");
        var e = assertThrows(UserException.class, () -> SplitImporter.importFrom(from, to, locks));
        assertFalse(Files.exists(to), "nothing may be written");
        return e;
    }

    private void write(String name, List<String> lines) throws IOException {
        SmallDataSet.write(from.resolve(name), lines);
    }
}
