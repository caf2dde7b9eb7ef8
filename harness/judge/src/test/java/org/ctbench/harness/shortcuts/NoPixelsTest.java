package org.ctbench.harness.shortcuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.splits.Box;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Patients;
import org.ctbench.splits.Sampling;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;

class NoPixelsTest {
    private static final List<String> CLASSES = List.of("Normal", "NCP");

    /** Normal scans have 60 listed slices, others the 20 in the middle. */
    private static List<Slice> scans(int patients, String prefix) {
        List<Slice> slices = new ArrayList<>();
        for (int p = 0; p < patients; p++) {
            boolean normal = p % 2 == 0;
            for (int n = normal ? 0 : 20; n < (normal ? 60 : 40); n++) {
                slices.add(slice(normal ? "Normal" : "NCP", prefix + p, n));
            }
        }
        return slices;
    }

    private static Slice slice(String name, String patient, int number) {
        return new Slice(
                name + "_" + patient + "_" + number + ".png",
                Optional.of(name),
                Optional.of(name + patient),
                Optional.of("1"),
                OptionalInt.of(number),
                Optional.of(new Box(0, 10, 500, 400)));
    }

    private final Map<String, Split> known = new HashMap<>();
    private final List<SplitLock> locks = new ArrayList<>();

    private SplitLock keep(String id, List<Slice> slices, Optional<SplitLock.Difference> difference) {
        Split split = Manifests.canonical(id, slices);
        known.put(id, split);
        Map<String, Integer> perClass = new LinkedHashMap<>();
        slices.forEach(slice -> perClass.merge(slice.className().orElseThrow(), 1, Integer::sum));
        SplitLock lock = new SplitLock(
                id,
                Optional.empty(),
                difference,
                difference.isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                new Sampling("SplitMix64/1", id, Sha256.of(new byte[0]), 1, 1, Sampling.Unit.IMAGE)),
                split.size(),
                perClass,
                Patients.unknown("not counted here"),
                Manifests.digest(split));
        locks.add(lock);
        return lock;
    }

    private List<NoPixels> predict(SplitLock train, SplitLock test) {
        return NoPixels.of(
                new NoPixels.Lists(train, test, locks, id -> Optional.ofNullable(known.get(id))),
                known.get(test.id()).slices(),
                CLASSES);
    }

    private static double accuracy(NoPixels predicted) {
        return predicted.predictions().value(ClassificationMetric.accuracy()).orElseThrow();
    }

    @Test
    void theNumberOfListedSlicesGivesTheClassAwayAndTheirPlaceInPart() {
        SplitLock train = keep("d/train", scans(20, "a"), Optional.empty());
        SplitLock test = keep("d/test", scans(10, "b"), Optional.empty());

        List<NoPixels> predicted = predict(train, test);

        assertEquals(SliceFacts.PLACE, predicted.get(0).facts());
        assertTrue(accuracy(predicted.get(0)) >= 0.7, predicted::toString); // outside 20..39 all are normal
        assertEquals(SliceFacts.PLACE_AND_COUNT, predicted.get(1).facts());
        assertEquals(1, accuracy(predicted.get(1)));
    }

    @Test
    void slicesOfASampledScanAreCountedInTheWholeListOrItsParts() {
        List<Slice> all = scans(20, "a");
        List<Slice> sample =
                all.stream().filter(s -> s.number().getAsInt() % 4 == 0).toList();
        List<Slice> rest = all.stream().filter(s -> !sample.contains(s)).toList();
        SplitLock test = keep("d/test", scans(10, "b"), Optional.empty());
        SplitLock sampled = keep("d/sample", sample, Optional.empty());
        keep("d/rest", rest, Optional.of(new SplitLock.Difference("d/train", "d/sample")));
        // a sample by ctbench names its list; a published one has the rest beside it
        SplitLock published = new SplitLock(
                sampled.id(),
                Optional.empty(),
                Optional.of(new SplitLock.Difference("d/train", "d/rest")),
                Optional.empty(),
                sampled.images(),
                sampled.perClass(),
                sampled.patients(),
                sampled.manifest());

        List<NoPixels> ofParts = predict(published, test);
        keep("d/train", all, Optional.empty());
        List<NoPixels> ofWhole = predict(published, test);
        known.remove("d/train");
        known.remove("d/rest");
        List<NoPixels> ofSampleAlone = predict(published, test);

        assertEquals(1, accuracy(ofParts.get(1)));
        assertEquals(1, accuracy(ofWhole.get(1)));
        assertEquals(1, ofSampleAlone.size());
    }

    @Test
    void withoutSliceNumbersOrBoxesThereIsNone() {
        SplitLock train = keep("d/train", scans(4, "a"), Optional.empty());
        List<Slice> without = scans(4, "b").stream()
                .map(s -> new Slice(s.id(), s.className(), s.patient(), s.scan(), s.number(), Optional.empty()))
                .toList();
        SplitLock test = keep("d/test", without, Optional.empty());

        assertEquals(List.of(), predict(train, test));
        assertEquals(List.of(), predict(test, train));
    }
}
