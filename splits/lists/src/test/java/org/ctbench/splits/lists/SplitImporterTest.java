package org.ctbench.splits.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.ctbench.splits.Box;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.SmallDataSet;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitImporterTest {
    private static final String HEAD = "not the list of small/train: ";

    @TempDir
    Path folder;

    private Path from;
    private Path to;
    private Path train;
    private Locks locks;

    @BeforeEach
    void writeLists() throws IOException {
        from = folder.resolve("lists");
        to = folder.resolve("data");
        train = from.resolve(SmallDataSet.TRAIN);
        locks = SmallDataSet.write(from);
    }

    @Test
    void importsListsAndDerivesTheRemainder() throws IOException {
        ImportReport report = SplitImporter.importFrom(from, to, locks);

        assertEquals(2, report.count(ImportReport.State.IMPORTED));
        assertEquals(1, report.count(ImportReport.State.DERIVED));
        assertEquals(180, read("small/train").size());
        assertEquals(18, read("small/sample").size());
        assertEquals(162, read("small/remainder").size());
    }

    @Test
    void aFolderThatHasEverythingIsOnlyReadUnlessAKilledProcessLeftSomething() throws IOException {
        SplitImporter.importFrom(from, to, locks);
        Files.delete(to.resolve("data.lock"));

        ImportReport report = SplitImporter.importFrom(from, to, locks);

        assertEquals(2, report.count(ImportReport.State.IMPORTED));
        assertFalse(Files.exists(to.resolve("data.lock")));
        Path left = Files.createDirectories(to.resolve("splits/.import-123/splits"));
        Files.writeString(left.resolve("small.csv"), "image");
        SplitImporter.importFrom(from, to, locks);
        assertFalse(Files.exists(to.resolve("splits/.import-123")));
    }

    @Test
    void whatIsGoneOrChangedIsWrittenAgain() throws IOException {
        SplitImporter.importFrom(from, to, locks);
        Split before = read("small/sample");
        Files.delete(Manifests.file(to, "small/sample"));
        Files.writeString(Manifests.file(to, "small/train"), "image");

        SplitImporter.importFrom(from, to, locks);

        assertEquals(before, read("small/sample"));
        assertEquals(180, read("small/train").size());
    }

    @Test
    void fourThatStartAtOnceImportTheSameAndLeaveNothingBeside() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<ImportReport> start = () -> SplitImporter.importFrom(from, to, locks);

        for (Future<ImportReport> one : threads.invokeAll(Collections.nCopies(4, start))) {
            assertEquals(2, one.get().count(ImportReport.State.IMPORTED));
        }
        threads.shutdown();

        assertEquals(162, read("small/remainder").size());
        try (Stream<Path> files = Files.list(to.resolve("splits"))) {
            assertEquals(List.of(to.resolve("splits/small")), files.toList());
        }
    }

    @Test
    void takesTheBoxesOfASampleFromTheSplitThatItWasDrawnFrom() throws IOException {
        SplitImporter.importFrom(from, to, locks);

        Split sample = read("small/sample");
        assertEquals("CP_1_100_0000.png", sample.slices().get(0).id());
        assertEquals(
                Optional.of(new Box(9, 94, 512, 400)), sample.slices().get(0).box());
    }

    @Test
    void findsListsUnderAnyNameInAnyFolder() throws IOException {
        Path deep = Files.createDirectories(from.resolve("a/b"));
        Files.move(train, deep.resolve("renamed.dat"));
        Files.move(from.resolve(SmallDataSet.SAMPLE), from.resolve("zeros"));

        ImportReport report = SplitImporter.importFrom(from, to, locks);

        assertEquals(0, report.count(ImportReport.State.MISSING));
        assertEquals(
                deep.resolve("renamed.dat").toString(), report.entries().get(0).detail());
    }

    @Test
    void saysWhichListsAreMissing() throws IOException {
        Files.delete(from.resolve(SmallDataSet.SAMPLE));

        ImportReport report = SplitImporter.importFrom(from, to, locks);

        assertEquals(
                """
                split                      from
                small/train      imported  %s
                small/sample     missing   no file with the content of train_split_classification.txt
                small/remainder  missing   needs small/sample

                1 of 3 splits are there; import again when you have the others
                """.replace("split                    from", "split                      from")
                        .formatted(train),
                report.text());
    }

    @Test
    void completesAnEarlierImport() throws IOException {
        Path sample = Files.move(from.resolve(SmallDataSet.SAMPLE), folder.resolve(SmallDataSet.SAMPLE));
        SplitImporter.importFrom(from, to, locks);
        Files.delete(train);
        Files.move(sample, from.resolve(SmallDataSet.SAMPLE));

        ImportReport report = SplitImporter.importFrom(from, to, locks);

        assertEquals(
                List.of(ImportReport.State.PRESENT, ImportReport.State.IMPORTED, ImportReport.State.DERIVED),
                report.entries().stream().map(ImportReport.Entry::state).toList());
    }

    @Test
    void writesTheSameBytesAgain() throws IOException {
        SplitImporter.importFrom(from, to, locks);
        byte[] first = Files.readAllBytes(Manifests.file(to, "small/remainder"));

        SplitImporter.importFrom(from, to, locks);

        assertEquals(new String(first), Files.readString(Manifests.file(to, "small/remainder")));
        try (var files = Files.list(to.resolve("splits"))) {
            assertEquals(List.of(to.resolve("splits/small")), files.toList());
        }
    }

    @Test
    void saysThatLineEndsWereConverted() throws IOException {
        Files.writeString(train, Files.readString(train).replace("\n", "\r\n"));

        var e = failure();

        assertEquals(
                HEAD + "train_COVIDx_CT-1.txt:1: expected lines that end in LF, found CRLF at the end of 180 of 180"
                        + " lines",
                e.problem());
        assertEquals("write the lists again with the generator; apart from that it is the published list", e.fix());
    }

    @Test
    void namesTheFirstConvertedLineIfOnlySomeWere() throws IOException {
        List<String> lines = lines();
        lines.set(4, lines.get(4) + "\r");
        SmallDataSet.write(train, lines);

        assertEquals(
                HEAD
                        + "train_COVIDx_CT-1.txt:5: expected lines that end in LF, found CRLF at the end of 1 of 180 lines",
                failure().problem());
    }

    @Test
    void namesAChangedLineThatIsStillWellFormed() throws IOException {
        List<String> lines = lines();
        lines.set(76, lines.get(76).replace("CP_1_", "CP_9_"));
        SmallDataSet.write(train, lines);

        var e = failure();

        assertEquals(
                HEAD
                        + "train_COVIDx_CT-1.txt:77: expected the published line, found 'CP_9_101_0006.png 1 9 94 512 416';"
                        + " only this line was changed",
                e.problem());
        assertEquals(train + ":77", e.where());
    }

    @Test
    void namesALineWhoseClassWasChanged() throws IOException {
        List<String> lines = lines();
        lines.set(11, lines.get(11).replace(" 2 9 ", " 1 9 "));
        SmallDataSet.write(train, lines);

        assertEquals(
                HEAD
                        + "train_COVIDx_CT-1.txt:12: expected class NCP (2) with a name like NCP_1_101_0001.png, found class CP (1)",
                failure().problem());
    }

    @Test
    void doesNotHideAChangedLineBehindAMalformedOne() throws IOException {
        List<String> lines = lines();
        lines.set(11, lines.get(11).replace(" 2 9 ", " 1 9 "));
        lines.set(76, lines.get(76).replace("CP_1_", "CP_9_"));
        SmallDataSet.write(train, lines);

        assertEquals("""
                not the list of small/train: 2 faults
                  train_COVIDx_CT-1.txt:12: expected class NCP (2) with a name like NCP_1_101_0001.png, found class CP (1)
                  train_COVIDx_CT-1.txt:12: expected the published lines besides, found others that were changed""".strip(), failure().problem());
    }

    @Test
    void saysWhereTheListWasCutOff() throws IOException {
        SmallDataSet.write(train, lines().subList(0, 120));

        assertEquals(
                HEAD + "train_COVIDx_CT-1.txt:121: expected line 121 of 180, found the end of the file: 60 lines are"
                        + " missing",
                failure().problem());
    }

    @Test
    void saysWhatIsLeftOfALineThatWasCutOff() throws IOException {
        String text = Files.readString(train);
        Files.writeString(train, text.substring(0, text.length() - 8));

        assertEquals("""
                not the list of small/train: 2 faults
                  train_COVIDx_CT-1.txt:180: expected `<image> <label> <xmin> <ymin> <xmax> <ymax>`, found 'Normal_3_301_0009.png 0 9 94 '
                  train_COVIDx_CT-1.txt:180: expected a line end (LF) after the line, found the end of the file after 'Normal_3_301_0009.png 0 9 94 '""".strip(), failure().problem());
    }

    @Test
    void namesALineThatIsMissing() throws IOException {
        List<String> lines = lines();
        lines.remove(41);
        SmallDataSet.write(train, lines);

        assertEquals(
                HEAD
                        + "train_COVIDx_CT-1.txt:42: expected a published line, found the line that follows it: one line is"
                        + " missing here",
                failure().problem());
    }

    @Test
    void namesALineThatWasAdded() throws IOException {
        List<String> lines = lines();
        lines.add(41, "NCP_7_7_0007.png 2 0 0 512 512");
        SmallDataSet.write(train, lines);

        assertEquals(
                HEAD
                        + "train_COVIDx_CT-1.txt:42: expected no such line, found 'NCP_7_7_0007.png 2 0 0 512 512', one line"
                        + " too many",
                failure().problem());
    }

    @Test
    void namesALineThatIsThereTwice() throws IOException {
        List<String> lines = lines();
        lines.add(lines.get(2));
        SmallDataSet.write(train, lines);

        assertEquals("""
                not the list of small/train: 2 faults
                  train_COVIDx_CT-1.txt:181: expected every image once, found NCP_1_100_0002.png again; it is already in line 3
                  train_COVIDx_CT-1.txt:181: expected the end of the file after 180 lines, found 181 lines""".strip(), failure().problem());
    }

    @Test
    void saysThatTheOrderWasChanged() throws IOException {
        List<String> lines = lines();
        Collections.swap(lines, 3, 100);
        SmallDataSet.write(train, lines);

        assertEquals(
                HEAD + "train_COVIDx_CT-1.txt:1: expected the lines in the published order, found the same lines in"
                        + " another order",
                failure().problem());
    }

    @Test
    void saysThatSeveralLinesWereChanged() throws IOException {
        List<String> lines = lines();
        lines.set(0, lines.get(0).replace("NCP_1_", "NCP_8_"));
        lines.set(1, lines.get(1).replace("NCP_1_", "NCP_8_"));
        SmallDataSet.write(train, lines);

        String problem = failure().problem();

        assertTrue(problem.startsWith(HEAD + "train_COVIDx_CT-1.txt:1: expected sha256 "), problem);
        assertTrue(problem.endsWith(", found well-formed lines, more than one of them changed"), problem);
    }

    @Test
    void comparesTheClassesIfSeveralLinesWereChanged() throws IOException {
        List<String> lines = lines();
        lines.set(0, "CP_8_8_0000.png 1 0 0 512 512");
        lines.set(1, "CP_8_8_0001.png 1 0 0 512 512");
        SmallDataSet.write(train, lines);

        assertEquals(
                HEAD + "train_COVIDx_CT-1.txt:1: expected classes {Normal=60, CP=60, NCP=60}, found {Normal=60, CP=62,"
                        + " NCP=58}; more than one line was changed",
                failure().problem());
    }

    @Test
    void namesAByteOrderMark() throws IOException {
        Files.writeString(train, "\ufeff" + Files.readString(train), StandardCharsets.UTF_8);

        assertEquals(
                HEAD + "train_COVIDx_CT-1.txt:1: expected no byte order mark, found one",
                failure().problem());
    }

    @Test
    void namesAnEmptyFile() throws IOException {
        Files.write(train, new byte[0]);

        assertEquals(
                HEAD + "train_COVIDx_CT-1.txt:1: expected 180 lines, found an empty file",
                failure().problem());
    }

    @Test
    void tellsAboutAllWrongFilesAtOnce() throws IOException {
        SmallDataSet.write(train, lines().subList(0, 10));
        SmallDataSet.write(
                from.resolve(SmallDataSet.SAMPLE), SmallDataSet.sampleLines().subList(0, 3));

        var e = failure();

        assertEquals("""
                2 files are not the lists that they should be
                not the list of small/train: train_COVIDx_CT-1.txt:11: expected line 11 of 180, found the end of the file: 170 lines are missing
                not the list of small/sample: train_split_classification.txt:4: expected line 4 of 18, found the end of the file: 15 lines are missing""".strip(), e.problem());
    }

    @Test
    void ignoresAWrongCopyIfTheListItselfIsThere() throws IOException {
        Path copy = from.resolve("old").resolve(SmallDataSet.TRAIN);
        SmallDataSet.write(copy, lines().subList(0, 10));

        ImportReport report = SplitImporter.importFrom(from, to, locks);

        assertEquals(0, report.count(ImportReport.State.MISSING));
    }

    @Test
    void explainsAFileByThePublishedListOfItsName() throws IOException {
        SmallDataSet.write(train, lines().subList(0, 10));
        List<DataSetLock> all = new ArrayList<>(locks.dataSets());
        all.add(Locks.shipped().dataSet("covidx-ct-v1"));

        var e = assertThrows(UserException.class, () -> SplitImporter.importFrom(from, to, Locks.of(all)));

        assertEquals(
                "not the list of covidx-ct-v1/train: train_COVIDx_CT-1.txt:11: expected line 11 of 61782, found the end of"
                        + " the file: 61772 lines are missing",
                e.problem());
    }

    @Test
    void missesPublishedListsOnly() throws IOException {
        Path other = folder.resolve("other");
        Path lesions = SmallDataSet.write(other.resolve("lesions.txt"), List.of("1_1.jpg", "1_2.jpg"));
        var by = Optional.of(new ListLock.Generated("test", 1, 7));
        DataSetLock real = Locks.shipped().dataSet("phantom-lesion");
        DataSetLock set = new DataSetLock(
                DataSetLock.SCHEMA,
                "lesions",
                real.kind(),
                "Lesions",
                real.classes(),
                real.images(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        SplitLock lock = ListPinner.pin(set, "all", lesions, ListFormat.LESION, by, Optional.empty())
                .lock();
        List<DataSetLock> all = new ArrayList<>(locks.dataSets());
        all.add(Locks.shipped().dataSet("ictcf"));
        all.add(set.withSplits(List.of(lock)));

        ImportReport report = SplitImporter.importFrom(other, to, Locks.of(all));

        assertEquals(
                List.of("ictcf/train missing", "ictcf/test missing", "lesions/all imported"),
                report.entries().stream()
                        .map(e -> e.split() + " " + e.state().name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void refusesAFolderWithoutLists() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        var e = assertThrows(UserException.class, () -> SplitImporter.importFrom(empty, to, locks));

        assertEquals(
                "none of the lists is here: expected one or more of train_COVIDx_CT-1.txt, train_split_classification.txt",
                e.problem());
        assertFalse(Files.exists(to));
    }

    @Test
    void refusesAFolderThatIsMissing() {
        var e = assertThrows(UserException.class, () -> SplitImporter.importFrom(folder.resolve("nowhere"), to, locks));

        assertEquals("no such folder", e.problem());
    }

    @Test
    void refusesASampleThatIsNotInsideItsSource() throws IOException {
        Path sample = from.resolve(SmallDataSet.SAMPLE);
        Split other = new Split("small/train", List.of());

        var e = assertThrows(
                UserException.class,
                () -> ListPinner.pin(
                        locks.dataSet(SmallDataSet.ID),
                        "sample",
                        sample,
                        ListFormat.COVIDX_SAMPLE,
                        Optional.of(new ListLock.Generated("test", 1, 7)),
                        Optional.of(other)));

        assertEquals(
                "  train_split_classification.txt:1: expected an image of small/train, found NCP_1_100_0000.png",
                e.problem().lines().toList().get(1));
    }

    private UserException failure() {
        var e = assertThrows(UserException.class, () -> SplitImporter.importFrom(from, to, locks));
        assertFalse(Files.exists(to), "nothing may be written");
        return e;
    }

    private List<String> lines() {
        return new ArrayList<>(SmallDataSet.trainLines());
    }

    private Split read(String id) throws IOException {
        return Manifests.read(to, locks.split(id));
    }
}
