package org.ctbench.splits;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scans that the publisher later withdrew as included by mistake, and how many of their images each split holds.
 *
 * @param source where the publisher says so
 * @param discrepancy entry of the list of discrepancies
 * @param scans {@code <class>_<patient>_<scan>} as in COVIDx-CT names
 * @param images expected number of their images by split id
 */
public record WithdrawnScans(String source, String discrepancy, List<String> scans, Map<String, Integer> images) {
    /** @throws IllegalArgumentException if a part is missing */
    public WithdrawnScans {
        Required.text(source, "source");
        Required.text(discrepancy, "discrepancy");
        Required.value(scans, "scans");
        Required.value(images, "images");
        scans = List.copyOf(scans);
        images = Collections.unmodifiableMap(new TreeMap<>(images));
    }
}
