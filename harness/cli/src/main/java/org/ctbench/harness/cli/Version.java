package org.ctbench.harness.cli;

import org.ctbench.harness.results.CodeVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. Picocli asks once for each command, whatever is run; Git is asked once for all. */
final class Version implements IVersionProvider {
    /** Made when the version is first asked for. */
    private static final class Detected {
        static final String CODE = CodeVersion.detect().text()
                + CodeVersion.obstacle()
                        .map(o -> ": " + o.reason() + "; fix: " + o.fix())
                        .orElse("")
                        .replace("%", "%%"); // picocli takes it for a format
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "ctbench " + Detected.CODE,
            "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
