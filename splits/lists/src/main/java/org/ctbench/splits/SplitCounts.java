package org.ctbench.splits;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What can be counted in a split.
 *
 * @param images images
 * @param perClass images per class; empty where slices have no class
 * @param patients patients; unknown where slices do not name them
 * @param scans scans, a scan being told by patient and scan; empty where slices do not name them
 * @param scansPerClass scans per class; empty where slices do not name them or have no class
 */
public record SplitCounts(
        int images,
        Map<String, Integer> perClass,
        Patients patients,
        OptionalInt scans,
        Map<String, Integer> scansPerClass) {
    private static final String NO_PATIENTS = "image names carry no patient";

    /**
     * Counts a split.
     *
     * @param classes names of classes in the order in which counts per class are given; others come last, by name
     */
    public static SplitCounts of(Split split, Collection<String> classes) {
        Comparator<String> order = order(List.copyOf(classes));
        Map<String, Integer> perClass = new TreeMap<>(order);
        Groups patients = new Groups(order);
        Groups scans = new Groups(order);
        for (Slice slice : split.slices()) {
            slice.className().ifPresent(c -> perClass.merge(c, 1, Integer::sum));
            patients.add(slice, slice.patient());
            scans.add(slice, slice.patient().flatMap(p -> slice.scan().map(s -> p + "/" + s)));
        }
        Patients counted = patients.complete
                ? new Patients(
                        OptionalInt.of(patients.all.size()),
                        patients.perClass(),
                        patients.sumOfSquares(),
                        Optional.empty())
                : Patients.unknown(NO_PATIENTS);
        return new SplitCounts(
                split.size(),
                Collections.unmodifiableMap(perClass),
                counted,
                scans.complete ? OptionalInt.of(scans.all.size()) : OptionalInt.empty(),
                scans.complete ? scans.perClass() : Map.of());
    }

    private static Comparator<String> order(List<String> classes) {
        return Comparator.comparingInt(
                        (String name) -> classes.indexOf(name) < 0 ? classes.size() : classes.indexOf(name))
                .thenComparing(Comparator.naturalOrder());
    }

    /** Share of a class among all images, in [0, 1]; empty if the split has no images. */
    public OptionalDouble share(String className) {
        return images == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(perClass.getOrDefault(className, 0) / (double) images);
    }

    private static final class Groups {
        private final Map<String, Integer> all = new HashMap<>();
        private final Map<String, Map<String, Integer>> byClass;
        private final Comparator<String> order;
        private boolean complete = true;

        Groups(Comparator<String> order) {
            this.order = order;
            this.byClass = new TreeMap<>(order);
        }

        void add(Slice slice, Optional<String> group) {
            if (group.isEmpty()) {
                complete = false;
                return;
            }
            all.merge(group.get(), 1, Integer::sum);
            slice.className()
                    .ifPresent(c ->
                            byClass.computeIfAbsent(c, key -> new HashMap<>()).merge(group.get(), 1, Integer::sum));
        }

        /** Groups per class, if no group has images of two classes; else empty. */
        Map<String, Integer> perClass() {
            Map<String, Integer> sizes = new TreeMap<>(order);
            byClass.forEach((name, groups) -> sizes.put(name, groups.size()));
            int sum = sizes.values().stream().mapToInt(Integer::intValue).sum();
            return sum == all.size() ? Collections.unmodifiableMap(sizes) : Map.of();
        }

        /** Sums of the squared numbers of images of the groups; empty without images. */
        Optional<Patients.SumOfSquares> sumOfSquares() {
            Map<String, Long> sums = new TreeMap<>(order);
            perClass().keySet().forEach(name -> sums.put(name, squares(byClass.get(name))));
            return all.isEmpty() ? Optional.empty() : Optional.of(new Patients.SumOfSquares(squares(all), sums));
        }

        private static long squares(Map<String, Integer> sizes) {
            return sizes.values().stream().mapToLong(size -> (long) size * size).sum();
        }
    }
}
