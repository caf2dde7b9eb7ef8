package org.ctbench.models.tensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a native library needs of the processor: without it an illegal instruction would end the process. */
public final class Instructions {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private Instructions() {}

    /**
     * Checks that the processor has AVX2 if it is of x86. Where the system does not tell, nothing is refused.
     *
     * @param library what needs it: {@code this build of ND4J}
     * @throws EngineUnavailableException if it has not
     */
    public static void requireAvx2(String library) {
        requireAvx2(library, System.getProperty("os.arch"), cpuinfo());
    }

    private static String cpuinfo() {
        try {
            return Files.isReadable(CPUINFO) ? new String(Files.readAllBytes(CPUINFO), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            return ""; // then nothing is known
        }
    }

    static void requireAvx2(String library, String architecture, String cpuinfo) {
        boolean x86 = architecture.equals("amd64") || architecture.equals("x86_64");
        boolean known = cpuinfo.lines().anyMatch(line -> line.startsWith("flags"));
        if (x86 && known && !cpuinfo.matches("(?s).*\\bavx2\\b.*")) {
            throw new EngineUnavailableException(
                    "the processor has no AVX2, which " + library + " needs",
                    "use a machine whose processor has it: Intel from 2013, AMD from 2015; the engine exact needs none");
        }
    }
}
