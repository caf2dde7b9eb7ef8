package org.ctbench.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the sample report to a folder, for the tests that need another JVM and for eyes. */
final class RenderToFolder {
    private RenderToFolder() {}

    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, byte[]> file :
                Reports.render(SampleReport.report()).files().entrySet()) {
            Path path = Path.of(arguments[0]).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }
}
