package org.ctbench.splits.lists;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;

/** How splits are derived from others. */
final class SplitRules {
    private SplitRules() {}

    /**
     * The rows of {@code within} that a list names, line for line.
     *
     * @throws org.ctbench.splits.documents.UserException if the list names an image that is not in {@code within}
     */
    static Split rowsOf(Split within, String id, List<Slice> named, Path list) {
        Map<String, Slice> rows = new HashMap<>(2 * within.size());
        within.slices().forEach(slice -> rows.put(slice.id(), slice));
        Faults faults = new Faults(list);
        List<Slice> chosen = new ArrayList<>(named.size());
        for (int i = 0; i < named.size(); i++) {
            Slice row = rows.get(named.get(i).id());
            if (row == null) {
                faults.add(i + 1L, "an image of " + within.id(), named.get(i).id());
            } else {
                chosen.add(row);
            }
        }
        if (!faults.isEmpty()) {
            throw faults.exception(id, "take lists that belong together: this one names images of " + within.id());
        }
        return Manifests.canonical(id, chosen);
    }

    /** All slices of one split whose images are not in another. */
    static Split difference(String id, Split of, Split minus) {
        Set<String> without = minus.slices().stream().map(Slice::id).collect(Collectors.toSet());
        return new Split(
                id,
                of.slices().stream()
                        .filter(slice -> !without.contains(slice.id()))
                        .toList());
    }
}
