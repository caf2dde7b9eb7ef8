package org.ctbench.splits.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Patients;
import org.ctbench.splits.Slice;
import org.ctbench.splits.SmallDataSet;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitCounts;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.WithdrawnScans;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;

class SplitChecksTest {
    private static final Sha256 ANY = Sha256.of(new byte[0]);

    private final Split train = split("train", "NCP_1_1_0001", "NCP_1_1_0002", "CP_1_1_0001", "Normal_5_1_0001");
    private final Split test = split("test", "NCP_2_1_0001", "CP_2_1_0001", "CP_2_1_0002", "Normal_6_1_0001");

    @Test
    void findsNothingInSplitsThatShareNothing() {
        List<Check> checks = run(list(train), list(test));

        assertEquals(
                List.of(Check.Verdict.OK, Check.Verdict.OK, Check.Verdict.OK, Check.Verdict.OK),
                checks.stream()
                        .filter(c -> !c.rule().equals("class-balance"))
                        .map(Check::verdict)
                        .toList());
    }

    @Test
    void failsIfAPatientIsInTwoSplits() {
        Split leaking = split("test", "NCP_1_9_0001", "CP_2_1_0001");

        assertEquals(
                new Check(
                        "patient-overlap",
                        List.of("small/train", "small/test"),
                        Check.Verdict.FAILED,
                        "1 patients in both, of 3 and 2: NCP_1"),
                find("patient-overlap", run(list(train), list(leaking))));
    }

    @Test
    void failsIfAnImageIsInTwoSplits() {
        Split leaking = split("test", "NCP_1_1_0002", "CP_2_1_0001");

        Check check = find("image-overlap", run(list(train), list(leaking)));

        assertEquals(Check.Verdict.FAILED, check.verdict());
        assertEquals("1 images in both: NCP_1_1_0002.png", check.finding());
    }

    @Test
    void failsIfASampleLeavesItsSource() {
        Split sample = split("sample", "NCP_1_1_0002", "NCP_7_1_0001");

        Check check = find("inside", run(list(train), list(sample, "small/train")));

        assertEquals(Check.Verdict.FAILED, check.verdict());
        assertEquals("1 images are not in small/train: NCP_7_1_0001.png", check.finding());
    }

    @Test
    void notesPatientsThatASampleAndTheRestOfItsSourceShare() {
        Split sample = split("sample", "NCP_1_1_0001");
        Split rest = split("rest", "NCP_1_1_0002", "CP_1_1_0001", "Normal_5_1_0001");

        List<Check> checks =
                run(list(train), list(sample, "small/train"), difference(rest, "small/train", "small/sample"));

        Check check = checks.stream()
                .filter(c -> c.rule().equals("patient-overlap"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("small/sample", "small/rest"), check.splits());
        assertEquals(Check.Verdict.NOTE, check.verdict());
        assertEquals(
                "1 patients in both, of 1 and 3: a model trained on one has seen the patients of the other",
                check.finding());
    }

    @Test
    void failsIfTheRestOfASampleHasItsImages() {
        Split sample = split("sample", "NCP_1_1_0001");
        Split rest = split("rest", "NCP_1_1_0001", "CP_1_1_0001");

        List<Check> checks =
                run(list(train), list(sample, "small/train"), difference(rest, "small/train", "small/sample"));

        assertEquals(Check.Verdict.FAILED, find("image-overlap", checks).verdict());
    }

    @Test
    void cannotTellPatientsApartThatNobodyNames() {
        Slice slice = new Slice(
                "pCT1.jpg",
                Optional.of("NCP"),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
        Split anonymous = new Split("small/anonymous", List.of(slice));

        Check check = find("patient-overlap", run(list(train), list(anonymous)));

        assertEquals(Check.Verdict.UNKNOWN, check.verdict());
        assertEquals("image names carry no patient", check.finding());
    }

    @Test
    void failsIfAnImageIsThereTwice() {
        Slice first = train.slices().get(0);
        Slice renamed =
                new Slice("copy.png", first.className(), first.patient(), first.scan(), first.number(), first.box());
        Split twice = new Split("small/twice", List.of(first, first, renamed));

        Check check = find("duplicates", run(list(twice)));

        assertEquals(Check.Verdict.FAILED, check.verdict());
        assertEquals("2 images twice: CP_1_1_0001.png, CP_1_1_0001.png = copy.png", check.finding());
    }

    @Test
    void measuresClassBalance() {
        assertEquals(
                "Normal 25.00 %, CP 25.00 %, NCP 50.00 %; the largest class is 2.00 times the smallest",
                find("class-balance", run(list(train))).finding());
        Split even = split("even", "NCP_1_1_0001", "CP_1_1_0001");
        assertEquals(
                new Check("class-balance", List.of("small/even"), Check.Verdict.OK, "balanced: 1 images of each class"),
                find("class-balance", run(list(even))));
    }

    @Test
    void aSplitThatLacksAClassIsNotBalanced() {
        Split without = split("without", "NCP_1_9_0001", "CP_1_9_0001");

        List<Check> checks = run(list(without), list(test));

        assertEquals(
                new Check("class-balance", List.of("small/without"), Check.Verdict.NOTE, "no image of Normal"),
                find("class-balance", checks));
    }

    @Test
    void failsIfWithdrawnScansAreNotThereAsExpected() {
        WithdrawnScans scans =
                new WithdrawnScans("publisher", "D-45", List.of("NCP_1_1", "CP_9_9"), Map.of("small/train", 3));

        Check check = find(
                "withdrawn-scans",
                SplitChecks.run(dataSet(Optional.of(scans), list(train)), List.of(list(train)), List.of(train)));

        assertEquals(Check.Verdict.FAILED, check.verdict());
        assertEquals("2 images of the 2 scans that the publisher withdrew later (D-45), expected 3", check.finding());
    }

    private final Map<String, Split> known = new HashMap<>();

    private List<Check> run(SplitLock... locks) {
        List<Split> splits =
                Arrays.stream(locks).map(lock -> known.get(lock.id())).toList();
        return SplitChecks.run(dataSet(Optional.empty(), locks), List.of(locks), splits);
    }

    private static DataSetLock dataSet(Optional<WithdrawnScans> scans, SplitLock... locks) {
        DataSetLock small = SmallDataSet.dataSet(DataSetLock.Kind.GENERATED, locks);
        return new DataSetLock(
                DataSetLock.SCHEMA,
                small.id(),
                small.kind(),
                small.title(),
                small.classes(),
                small.images(),
                small.splits(),
                List.of(),
                scans,
                Optional.empty());
    }

    private static Check find(String rule, List<Check> checks) {
        return checks.stream().filter(c -> c.rule().equals(rule)).findFirst().orElseThrow();
    }

    private static Split split(String name, String... images) {
        List<Slice> slices = Arrays.stream(images).map(SplitChecksTest::slice).toList();
        return Manifests.canonical(SmallDataSet.ID + "/" + name, slices);
    }

    private static Slice slice(String name) {
        String[] parts = name.split("_");
        return new Slice(
                name + ".png",
                Optional.of(parts[0]),
                Optional.of(parts[0] + "_" + parts[1]),
                Optional.of(parts[2]),
                OptionalInt.of(Integer.parseInt(parts[3])),
                Optional.empty());
    }

    private SplitLock list(Split split) {
        return lock(split, Optional.empty(), Optional.empty());
    }

    private SplitLock list(Split split, String within) {
        return lock(split, Optional.of(within), Optional.empty());
    }

    private SplitLock difference(Split split, String of, String minus) {
        return lock(split, Optional.empty(), Optional.of(new SplitLock.Difference(of, minus)));
    }

    private SplitLock lock(Split split, Optional<String> within, Optional<SplitLock.Difference> difference) {
        known.put(split.id(), split);
        ListLock list = new ListLock(
                "list.txt",
                ListFormat.COVIDX,
                Optional.empty(),
                Optional.of(new ListLock.Generated("test", 1, 7)),
                ANY,
                1,
                split.size(),
                List.of(),
                within);
        SplitCounts counts = SplitCounts.of(split, List.of("Normal", "CP", "NCP"));
        Patients patients = counts.patients();
        return new SplitLock(
                split.id(),
                difference.isPresent() ? Optional.empty() : Optional.of(list),
                difference,
                Optional.empty(),
                split.size(),
                counts.perClass(),
                patients,
                ANY);
    }
}
