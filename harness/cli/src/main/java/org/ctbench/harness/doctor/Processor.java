package org.ctbench.harness.doctor;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processor.
 *
 * @param name as the operating system gives it
 * @param cores processors that this process may use
 * @param features instruction sets that numerical kernels use, smallest first; empty where the system does not tell
 */
public record Processor(Optional<String> name, int cores, Optional<List<String>> features) {
    /** Names of {@code /proc/cpuinfo}, on x86-64 and on arm64. */
    private static final List<String> THAT_MATTER = List.of(
            "avx",
            "avx2",
            "fma",
            "f16c",
            "avx_vnni",
            "avx512f",
            "avx512dq",
            "avx512bw",
            "avx512vl",
            "avx512_vnni",
            "avx512_bf16",
            "avx512_fp16",
            "amx_tile",
            "amx_int8",
            "amx_bf16",
            "asimd",
            "asimdhp",
            "asimddp",
            "bf16",
            "i8mm",
            "sve",
            "sve2");

    private static final Pattern FLAGS = Pattern.compile("(?m)^(?:flags|Features)\\s*:(.*)$");

    static Processor of(Host host) {
        return new Processor(
                host.hardware().processor(),
                host.hardware().cores(),
                host.cpuinfo().flatMap(Processor::featuresIn));
    }

    /** Those of the first processor in the text of {@code /proc/cpuinfo}; empty if it has no such line. */
    static Optional<List<String>> featuresIn(String cpuinfo) {
        Matcher line = FLAGS.matcher(cpuinfo);
        if (!line.find()) {
            return Optional.empty();
        }
        Set<String> there = new HashSet<>(List.of(line.group(1).strip().split("\\s+")));
        return Optional.of(THAT_MATTER.stream().filter(there::contains).toList());
    }

    /** Whether it is known not to have this instruction set. */
    boolean lacks(String feature) {
        return features.isPresent() && !features.get().contains(feature);
    }
}
