package org.ctbench.harness.shortcuts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.Sha256;

/**
 * Slices of a split on which a shortcut does not help, or why there are none.
 *
 * @param slices places in the list of slices, ascending; empty if there are none
 * @param noneBecause why there are none
 */
public record SliceSubset(List<Integer> slices, Optional<String> noneBecause) {
    /** Most ranges of slice numbers within which classes are matched. */
    static final int BINS = 20;

    public SliceSubset {
        slices = List.copyOf(slices);
        Objects.requireNonNull(noneBecause, "noneBecause");
    }

    /** No slices. */
    public static SliceSubset none(String because) {
        return new SliceSubset(List.of(), Optional.of(because));
    }

    private static SliceSubset of(List<Integer> slices, String otherwise) {
        return slices.isEmpty() ? none(otherwise) : new SliceSubset(slices, Optional.empty());
    }

    /**
     * Slices among which the number of a slice tells nothing of its class: within each of up to {@value #BINS} ranges of slice
     * numbers, which hold about as many slices each, equally many slices of every class. Which ones is decided by the SHA-256 of
     * their ids.
     */
    public static SliceSubset matchedByPosition(List<Slice> slices, List<String> classes) {
        if (slices.stream()
                .anyMatch(slice -> slice.number().isEmpty() || slice.className().isEmpty())) {
            return none("the lists do not number the slices of a scan");
        }
        Map<Integer, Integer> bins = bins(slices);
        List<Integer> kept = new ArrayList<>();
        Map<Integer, Map<String, List<Integer>>> members = new TreeMap<>();
        for (int i = 0; i < slices.size(); i++) {
            members.computeIfAbsent(bins.get(number(slices.get(i))), bin -> new HashMap<>())
                    .computeIfAbsent(slices.get(i).className().orElseThrow(), name -> new ArrayList<>())
                    .add(i);
        }
        for (Map<String, List<Integer>> bin : members.values()) {
            int each = classes.stream()
                    .mapToInt(name -> bin.getOrDefault(name, List.of()).size())
                    .min()
                    .orElse(0);
            for (String name : classes) {
                bin.getOrDefault(name, List.of()).stream()
                        .sorted(Comparator.comparing(i -> drawn(slices.get(i))))
                        .limit(each)
                        .forEach(kept::add);
            }
        }
        return of(kept.stream().sorted().toList(), "no range of slice numbers has slices of every class");
    }

    private static String drawn(Slice slice) {
        return Sha256.of(slice.id().getBytes(StandardCharsets.UTF_8)).hex();
    }

    /** The range of each slice number: equal numbers are never parted. */
    private static Map<Integer, Integer> bins(List<Slice> slices) {
        int[] sorted = slices.stream().mapToInt(SliceSubset::number).sorted().toArray();
        Map<Integer, Integer> bins = new HashMap<>();
        for (int i = 0; i < sorted.length; i++) {
            bins.putIfAbsent(sorted[i], (int) ((long) i * BINS / sorted.length));
        }
        return bins;
    }

    private static int number(Slice slice) {
        return slice.number().orElseThrow();
    }

    /** Slices of patients of whom no training slice is. */
    public static SliceSubset ofOtherPatients(List<Slice> slices, Collection<Slice> training) {
        if (slices.stream().anyMatch(slice -> slice.patient().isEmpty())
                || training.stream().anyMatch(slice -> slice.patient().isEmpty())) {
            return none("the patients of the slices are unknown");
        }
        Set<String> seen =
                training.stream().map(slice -> slice.patient().orElseThrow()).collect(Collectors.toSet());
        return of(
                IntStream.range(0, slices.size())
                        .filter(i -> !seen.contains(slices.get(i).patient().orElseThrow()))
                        .boxed()
                        .toList(),
                "training slices are from every patient of the split");
    }
}
