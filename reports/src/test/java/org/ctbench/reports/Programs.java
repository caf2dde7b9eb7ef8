package org.ctbench.reports;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that a machine may lack. */
public final class Programs {
    private Programs() {}

    /** The first that is on the path; the test is skipped, with the reason, if none is. */
    public static Path find(String... names) {
        List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
        Stream<Path> paths = Arrays.stream(names).flatMap(n -> folders.stream().map(f -> Path.of(f, n)));
        Optional<Path> found = paths.filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(found.isPresent(), "this machine has no " + String.join(" or ", names));
        return found.orElseThrow();
    }
}
