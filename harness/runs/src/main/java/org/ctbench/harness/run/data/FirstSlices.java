package org.ctbench.harness.run.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.splits.Slice;

/** The first slice of each class of a split, which are looked at singly: chosen by rule and never by result. */
public final class FirstSlices {
    private FirstSlices() {}

    /**
     * The slices by the name of their class.
     *
     * @param classes names of the classes in label order
     */
    public static Map<String, Slice> of(List<LabelledSlice> slices, List<String> classes) {
        Map<String, Slice> byClass = new LinkedHashMap<>();
        for (int label = 0; label < classes.size(); label++) {
            int wanted = label;
            slices.stream()
                    .filter(slice -> slice.label() == wanted)
                    .findFirst()
                    .ifPresent(slice -> byClass.put(classes.get(wanted), slice.slice()));
        }
        return byClass;
    }
}
