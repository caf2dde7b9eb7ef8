package org.ctbench.harness.shortcuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctbench.splits.Slice;
import org.junit.jupiter.api.Test;

class SliceSubsetTest {
    private static final List<String> CLASSES = List.of("Normal", "NCP");

    private static Slice slice(String name, int patient, int number) {
        return new Slice(
                name + "_" + patient + "_" + number + ".png",
                Optional.of(name),
                Optional.of(name + patient),
                Optional.of("1"),
                OptionalInt.of(number),
                Optional.empty());
    }

    private static List<Slice> slices() {
        List<Slice> slices = new ArrayList<>();
        for (int n = 0; n < 400; n++) {
            slices.add(slice("Normal", n % 7, n));
            if (n % 2 == 0 && n >= 100) {
                slices.add(slice("NCP", n % 5, n));
            }
        }
        return slices;
    }

    private static Set<String> names(List<Slice> slices, SliceSubset subset) {
        return subset.slices().stream().map(i -> slices.get(i).id()).collect(Collectors.toSet());
    }

    @Test
    void everyRangeOfNumbersHasEquallyManySlicesOfEachClass() {
        List<Slice> slices = slices();

        SliceSubset matched = SliceSubset.matchedByPosition(slices, CLASSES);

        List<Slice> kept = matched.slices().stream().map(slices::get).toList();
        assertTrue(kept.size() > 250 && kept.size() <= 300, matched::toString);
        long late = kept.stream()
                .filter(s -> s.className().get().equals("Normal"))
                .filter(s -> s.number().getAsInt() >= 250)
                .count();
        long lateWithDisease = kept.stream()
                .filter(s -> s.className().get().equals("NCP"))
                .filter(s -> s.number().getAsInt() >= 250)
                .count();
        assertEquals(
                kept.size() / 2,
                kept.stream().filter(s -> s.className().get().equals("NCP")).count());
        assertTrue(Math.abs(late - lateWithDisease) <= 10, late + " and " + lateWithDisease);
    }

    @Test
    void theOrderOfTheSlicesDecidesNothing() {
        List<Slice> slices = slices();
        List<Slice> shuffled = new ArrayList<>(slices);
        Collections.shuffle(shuffled, new Random(3));

        assertEquals(
                names(slices, SliceSubset.matchedByPosition(slices, CLASSES)),
                names(shuffled, SliceSubset.matchedByPosition(shuffled, CLASSES)));
    }

    @Test
    void slicesWithoutNumberOrOfOneClassCannotBeMatched() {
        Slice unnumbered = new Slice(
                "a.png", Optional.of("NCP"), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

        assertEquals(
                Optional.of("the lists do not number the slices of a scan"),
                SliceSubset.matchedByPosition(List.of(unnumbered), CLASSES).noneBecause());
        assertEquals(
                Optional.of("no range of slice numbers has slices of every class"),
                SliceSubset.matchedByPosition(List.of(slice("NCP", 1, 1)), CLASSES)
                        .noneBecause());
    }

    @Test
    void patientsOfTheTrainingAreLeftOut() {
        List<Slice> slices = slices();

        SliceSubset others =
                SliceSubset.ofOtherPatients(slices, List.of(slice("Normal", 3, 999), slice("NCP", 0, 999)));

        assertEquals(
                slices.stream()
                        .map(s -> s.patient().get())
                        .filter(p -> !Set.of("Normal3", "NCP0").contains(p))
                        .collect(Collectors.toSet()),
                others.slices().stream().map(i -> slices.get(i).patient().get()).collect(Collectors.toSet()));
        assertEquals(others.slices().size(), new HashSet<>(others.slices()).size());
        assertEquals(
                Optional.of("training slices are from every patient of the split"),
                SliceSubset.ofOtherPatients(slices, slices).noneBecause());
    }
}
