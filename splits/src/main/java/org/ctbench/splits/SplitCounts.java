package org.ctbench.splits;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

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
        Map<Diagnosis, Integer> perClass,
        Patients patients,
        OptionalInt scans,
        Map<Diagnosis, Integer> scansPerClass) {
    private static final String NO_PATIENTS = "image names carry no patient";

    /** Counts a split. */
    public static SplitCounts of(Split split) {
        Map<Diagnosis, Integer> perClass = new EnumMap<>(Diagnosis.class);
        Groups patients = new Groups();
        Groups scans = new Groups();
        for (Slice slice : split.slices()) {
            slice.diagnosis().ifPresent(d -> perClass.merge(d, 1, Integer::sum));
            patients.add(slice, slice.patient());
            scans.add(slice, slice.patient().flatMap(p -> slice.scan().map(s -> p + "/" + s)));
        }
        Patients counted = patients.complete
                ? new Patients(OptionalInt.of(patients.all.size()), patients.perClass(), Optional.empty())
                : new Patients(OptionalInt.empty(), Map.of(), Optional.of(NO_PATIENTS));
        return new SplitCounts(
                split.size(),
                Collections.unmodifiableMap(perClass),
                counted,
                scans.complete ? OptionalInt.of(scans.all.size()) : OptionalInt.empty(),
                scans.complete ? scans.perClass() : Map.of());
    }

    /** Share of a class among all images, in [0, 1]; empty if the split has no images. */
    public OptionalDouble share(Diagnosis diagnosis) {
        return images == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(perClass.getOrDefault(diagnosis, 0) / (double) images);
    }

    private static final class Groups {
        private final Set<String> all = new HashSet<>();
        private final Map<Diagnosis, Set<String>> byClass = new EnumMap<>(Diagnosis.class);
        private boolean complete = true;

        void add(Slice slice, Optional<String> group) {
            if (group.isEmpty()) {
                complete = false;
                return;
            }
            all.add(group.get());
            slice.diagnosis()
                    .ifPresent(d ->
                            byClass.computeIfAbsent(d, key -> new HashSet<>()).add(group.get()));
        }

        /** Groups per class, if no group has images of two classes; else empty. */
        Map<Diagnosis, Integer> perClass() {
            Map<Diagnosis, Integer> sizes = new EnumMap<>(Diagnosis.class);
            byClass.forEach((diagnosis, groups) -> sizes.put(diagnosis, groups.size()));
            int sum = sizes.values().stream().mapToInt(Integer::intValue).sum();
            return sum == all.size() ? Collections.unmodifiableMap(sizes) : Map.of();
        }
    }
}
