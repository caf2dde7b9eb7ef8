package org.ctbench.splits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.ctbench.splits.checks.Check;
import org.ctbench.splits.checks.SplitVerifier;
import org.ctbench.splits.checks.Verification;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.lists.ImportReport;
import org.ctbench.splits.lists.SplitImporter;
import org.ctbench.splits.sampling.SplitSampler;
import org.ctbench.splits.table.PaperComparison;
import org.ctbench.splits.table.SplitTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped locks against the lists as they are published. */
class UpstreamListsTest {
    private static final Locks LOCKS = Locks.shipped().only(List.of("covidx-ct-v1", "cncb-lesion", "ictcf"));

    @TempDir
    static Path data;

    private static ImportReport report;

    @BeforeAll
    static void importAll() throws IOException {
        report = SplitImporter.importFrom(Upstream.folder(), data, LOCKS);
    }

    @Test
    void findsAllListsAndDerivesTheRemainder() {
        assertEquals(8, report.count(ImportReport.State.IMPORTED));
        assertEquals(1, report.count(ImportReport.State.DERIVED));
        assertEquals(9, report.entries().size());
    }

    @Test
    void countsWhatTheSpecificationCounts() throws IOException {
        Map<String, SplitTable.Row> rows = SplitTable.of(data, LOCKS).dataSets().stream()
                .flatMap(d -> d.splits().stream())
                .collect(Collectors.toMap(SplitTable.Row::split, row -> row));

        assertCounts(rows, "covidx-ct-v1/train", "61782 27201/22061/12520 864=144/420/300 scans 1375");
        assertCounts(rows, "covidx-ct-v1/val", "21036 9107/7400/4529 332=47/190/95 scans 499");
        assertCounts(rows, "covidx-ct-v1/test", "21191 9450/7395/4346 293=52/125/116 scans 483");
        assertCounts(rows, "covidx-ct-v1/sample-3000", "3000 1000/1000/1000 608=140/252/216 scans 922");
        assertCounts(rows, "covidx-ct-v1/remainder", "58782 26201/21061/11520 862=144/420/298 scans 1367");
        assertEquals(
                OptionalInt.of(130), rows.get("cncb-lesion/train").patients().total());
        assertEquals(OptionalInt.of(20), rows.get("cncb-lesion/test").patients().total());
        assertEquals(Map.of("Normal", 9275, "NCP", 3701), rows.get("ictcf/test").perClass());
        assertTrue(rows.values().stream().allMatch(SplitTable.Row::counted));
        rows.forEach((split, row) -> assertEquals(LOCKS.split(split).patients(), row.patients(), split));
    }

    @Test
    void marksWhereThePaperDiffers() throws IOException {
        List<String> differing = SplitTable.of(data, LOCKS).dataSets().stream()
                .flatMap(d -> d.paper().stream())
                .filter(f -> f.verdict() == PaperComparison.Verdict.DIFFERS)
                .map(f -> f.what() + ": " + f.published() + ", " + f.ours().orElseThrow() + " "
                        + f.discrepancy().orElse("unexplained"))
                .toList();

        assertEquals(
                List.of(
                        "images of test: 21192, 21191 D-02",
                        "train / test: 2.9153, 2.9155 D-02",
                        "% of test Normal: 43, 45 D-05",
                        "% of test NCP: 22, 21 D-05",
                        "% of remainder Normal: 45.14, 44.57 D-07",
                        "% of remainder CP: 36.24, 35.83 D-07",
                        "% of remainder NCP: 18.16, 19.60 D-07",
                        "images of train + test: 13676, 13576 D-03"),
                differing);
    }

    @Test
    void passesEveryCheckWithTheKnownNotes() throws IOException {
        Verification verification = SplitVerifier.verify(data, LOCKS);

        assertTrue(verification.passed(), verification::text);
        List<String> notes = verification.checks().stream()
                .filter(c -> c.verdict() == Check.Verdict.NOTE || c.verdict() == Check.Verdict.UNKNOWN)
                .filter(c -> !c.rule().equals("class-balance"))
                .map(c -> String.join(" ", c.splits()) + ": " + c.finding())
                .toList();
        assertEquals(
                List.of(
                        "covidx-ct-v1/sample-3000 covidx-ct-v1/remainder: 606 patients in both, of 608 and 862: a model"
                                + " trained on one has seen the patients of the other",
                        withdrawn("train: 26 images"),
                        withdrawn("val: 1 image"),
                        withdrawn("test: 1 image"),
                        withdrawn("sample-3000: 2 images"),
                        withdrawn("remainder: 24 images"),
                        "ictcf/train ictcf/test: image names carry no patient, so train and test may share some"),
                notes);
    }

    @Test
    void drawsThePinnedSample() throws IOException {
        SplitLock train = LOCKS.split("covidx-ct-v1/train");
        Split split = Manifests.read(data, train);

        assertEquals(
                "21b9adc4efc7ce9f8870c1c8632577089065b5411c3bc8947fa93dae93f311be",
                draw(split, train, Sampling.Unit.IMAGE).manifest().hex());
        assertEquals(
                "571d14637b84040120f248539cfc9a8e0815f5e33ab18f03ec6b672578328546",
                draw(split, train, Sampling.Unit.PATIENT).manifest().hex());
    }

    @Test
    void findsOneChangedDigitInTheTrainingList(@TempDir Path folder) throws IOException {
        Path list = Upstream.folder().resolve("covidx-ct-v1/train_COVIDx_CT-1.txt");
        List<String> lines = new ArrayList<>(Files.readAllLines(list, StandardCharsets.ISO_8859_1));
        String changed = lines.get(54320).replaceFirst(" [0-9]+$", " 300");
        lines.set(54320, changed);
        Path tampered = SmallDataSet.write(folder.resolve("lists/train_COVIDx_CT-1.txt"), lines);

        var e = assertThrows(
                UserException.class,
                () -> SplitImporter.importFrom(tampered.getParent(), folder.resolve("data"), LOCKS));

        assertEquals(
                "not the list of covidx-ct-v1/train: train_COVIDx_CT-1.txt:54321: expected the published line, found '"
                        + changed + "'; only this line was changed",
                e.problem());
        assertFalse(Files.exists(folder.resolve("data")));
    }

    private static String withdrawn(String found) {
        return "covidx-ct-v1/" + found + " of the 8 scans that the publisher withdrew later (D-45)";
    }

    private static SplitLock draw(Split split, SplitLock lock, Sampling.Unit by) {
        var request = new SplitSampler.Request(split.id(), 250, 7, by, Optional.empty());
        return SplitSampler.draw(split, lock, request).lock();
    }

    private static void assertCounts(Map<String, SplitTable.Row> rows, String split, String expected) {
        SplitTable.Row row = rows.get(split);
        assertEquals(
                expected,
                row.images() + " " + perClass(row.perClass()) + " "
                        + row.patients().total().orElseThrow() + "="
                        + perClass(row.patients().perClass()) + " scans "
                        + row.scans().orElseThrow());
    }

    private static String perClass(Map<String, Integer> counts) {
        return counts.values().stream().map(Object::toString).collect(Collectors.joining("/"));
    }
}
