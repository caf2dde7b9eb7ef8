package org.ctbench.reports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of a report, in the order in which they are best written. Immutable. */
public final class RenderedReport {
    private final Map<String, byte[]> files;

    RenderedReport(Map<String, byte[]> files) {
        this.files = Collections.unmodifiableMap(copy(files));
    }

    /**
     * All files.
     *
     * @return relative path, with {@code /} between names, to content; a copy, in a fixed order
     */
    public Map<String, byte[]> files() {
        return copy(files);
    }

    private static Map<String, byte[]> copy(Map<String, byte[]> files) {
        Map<String, byte[]> copy = new LinkedHashMap<>();
        files.forEach((path, bytes) -> copy.put(path, bytes.clone()));
        return copy;
    }
}
