package org.ctbench.harness.shortcuts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ctbench.splits.Sampling;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;

/** How many slices of a scan the published list has that a split is from. */
final class ListedSlices {
    private final Map<String, Integer> ofScan = new HashMap<>();

    private ListedSlices(List<Slice> list) {
        list.forEach(slice -> ofScan.merge(scan(slice), 1, Integer::sum));
    }

    /**
     * The whole list that a split is from: itself, or the split that it is a sample of.
     *
     * @param locks of the data set
     * @param slices of a split, where they are known
     * @return empty if the slices of the list are not known
     */
    static Optional<ListedSlices> of(SplitLock split, List<SplitLock> locks, Function<String, Optional<Split>> slices) {
        Optional<SplitLock> rest = locks.stream()
                .filter(lock -> lock.difference().isPresent()
                        && lock.difference().get().minus().equals(split.id()))
                .findFirst();
        Optional<String> whole = split.sampling()
                .map(Sampling::from)
                .or(() -> split.difference().map(SplitLock.Difference::of))
                .or(() -> rest.map(lock -> lock.difference().get().of()));
        if (whole.isEmpty()) {
            return slices.apply(split.id()).map(list -> new ListedSlices(list.slices()));
        }
        Optional<String> other =
                split.difference().map(SplitLock.Difference::minus).or(() -> rest.map(SplitLock::id));
        return slices.apply(whole.get())
                .map(Split::slices)
                .or(() -> other.flatMap(id -> both(slices.apply(split.id()), slices.apply(id))))
                .map(ListedSlices::new);
    }

    private static Optional<List<Slice>> both(Optional<Split> one, Optional<Split> other) {
        return one.flatMap(a -> other.map(
                b -> Stream.concat(a.slices().stream(), b.slices().stream()).toList()));
    }

    int ofScanOf(Slice slice) {
        return ofScan.getOrDefault(scan(slice), 0);
    }

    /** Data sets number the scans of each patient anew. */
    private static String scan(Slice slice) {
        return slice.patient().orElse("") + "/" + slice.scan().orElse("");
    }
}
