package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies what a report is made from, so that a test may change it. */
public final class RunCopy {
    private static final List<String> PARTS = List.of(
            "plan.yaml",
            "results.json",
            "splits.yaml",
            "splits",
            "predictions",
            "lesions",
            "regions",
            "masks",
            "captures");

    private RunCopy() {}

    /** Copies the documents and files of results of a run. */
    public static Path of(Path run, Path copy) throws IOException {
        for (String part : PARTS) {
            if (Files.exists(run.resolve(part))) {
                try (Stream<Path> files = Files.walk(run.resolve(part))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        Path target = copy.resolve(run.relativize(file).toString());
                        Files.createDirectories(target.getParent());
                        Files.copy(file, target);
                    }
                }
            }
        }
        return copy;
    }
}
