package org.ctbench.harness.cost;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctbench.datasets.phantom.PhantomSplits;
import org.ctbench.harness.plan.Plan;
import org.ctbench.splits.Locks;
import org.ctbench.splits.SplitLock;

/** Sizes of splits, without their images: from locks, and for generated data from the phantom's spec. */
final class SplitSizes {
    private final Map<String, Integer> images = new LinkedHashMap<>();
    private final Map<String, String> within = new LinkedHashMap<>();

    private final Locks locks;

    private SplitSizes(Locks locks) {
        this.locks = locks;
    }

    /**
     * The splits that a plan can name.
     *
     * @param known locks of data sets
     * @param data folder whose samples are known beside them; need not exist
     */
    static SplitSizes of(Plan plan, Locks known, Path data) throws IOException {
        SplitSizes sizes = new SplitSizes(known.withSamples(data));
        sizes.locks.splits().forEach(sizes::add);
        plan.data().generate().ifPresent(made -> sizes.images.putAll(PhantomSplits.sizes(made.phantom())));
        return sizes;
    }

    private void add(SplitLock lock) {
        images.put(lock.id(), lock.images());
        lock.within().ifPresent(parent -> within.put(lock.id(), parent));
    }

    /** Ids of all splits. */
    Set<String> ids() {
        return images.keySet();
    }

    /** Images of a split; empty if there is none of that id. */
    Optional<Integer> find(String id) {
        return Optional.ofNullable(images.get(id));
    }

    /** Number of classes that the slices of a split may have. */
    int classes(String id) {
        return locks.dataSet(locks.split(id).dataSet()).classes().names().size();
    }

    /** Different images in some splits, at most: two samples of one split may share some. */
    long distinct(Collection<String> ids) {
        Map<String, Long> byOrigin = new LinkedHashMap<>();
        for (String id : new LinkedHashSet<>(ids)) {
            String origin = within.getOrDefault(id, id);
            byOrigin.merge(origin, (long) images.get(id), Long::sum);
        }
        return byOrigin.entrySet().stream()
                .mapToLong(e -> Math.min(e.getValue(), images.getOrDefault(e.getKey(), Integer.MAX_VALUE)))
                .sum();
    }
}
