package org.ctbench.models.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of this process as Linux counts it. */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern CURRENT = Pattern.compile("RssAnon:\\s+(\\d+) kB");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private ResidentMemory() {}

    /** Most bytes that were ever resident; empty where the system does not tell. */
    public static OptionalLong peakBytes() {
        return bytes(PEAK);
    }

    /**
     * Bytes of its own that are resident now; empty where the system does not tell. Pages of mapped files, such as the cache of
     * slices, are not among them: the system takes them back when it needs them.
     */
    public static OptionalLong currentBytes() {
        return bytes(CURRENT);
    }

    private static OptionalLong bytes(Pattern line) {
        try {
            return bytes(line, Files.readAllLines(STATUS));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** @param status lines of {@code /proc/PID/status} */
    static OptionalLong peakBytes(List<String> status) {
        return bytes(PEAK, status);
    }

    private static OptionalLong bytes(Pattern wanted, List<String> status) {
        return status.stream()
                .map(wanted::matcher)
                .filter(Matcher::matches)
                .mapToLong(line -> 1024 * Long.parseLong(line.group(1)))
                .findFirst();
    }
}
