package org.ctbench.datasets.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** What lies in a data folder and is not opened, or holds nothing known, with the reason. Safe for use by many threads. */
final class NotOpened {
    private static final int SHOWN = 3;

    private final Map<Path, String> reasons = new ConcurrentSkipListMap<>();

    void add(Path path, String reason) {
        reasons.put(path, reason);
    }

    /** Whether this is a regular file or a link to one; nothing else is ever opened as a file, and it is noted. */
    boolean isFile(Path path) {
        if (Files.isRegularFile(path)) {
            return true;
        }
        if (Files.isDirectory(path)) {
            add(path, "a folder where a file is expected");
        } else if (Files.exists(path)) {
            add(path, "a pipe, socket or device");
        } else {
            add(path, Files.isSymbolicLink(path) ? "a link that leads nowhere" : "not accessible");
        }
        return false;
    }

    /** All of it by path. */
    SortedMap<Path, String> reasons() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
    }

    /** The first of it as text; empty if there is nothing. */
    String text() {
        Map<Path, String> all = reasons();
        String first = all.entrySet().stream()
                .limit(SHOWN)
                .map(e -> e.getKey() + " (" + e.getValue() + ")")
                .collect(Collectors.joining(", "));
        int more = all.size() - SHOWN;
        return all.isEmpty() ? "" : "not opened: " + first + (more > 0 ? " and " + more + " more" : "");
    }
}
