package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.papers.Library;
import org.ctbench.splits.Locks;
import picocli.CommandLine.Option;

/** The data sets and papers that a command knows beside those that ship inside. */
final class LocksOption {
    @Option(
            names = "--locks",
            paramLabel = "DIR",
            description = "Folder with the locks of your own data sets, their lists, and papers about them.")
    private Optional<Path> folder;

    Library library() throws IOException {
        return folder.isPresent() ? Library.with(folder.get()) : Library.shipped();
    }

    /** What the folder holds and what ships inside; empty if none is named. */
    Optional<Library> named() throws IOException {
        return folder.isPresent() ? Optional.of(library()) : Optional.empty();
    }

    Locks locks() throws IOException {
        return library().locks();
    }

    /** The same for the command line of another process. */
    List<String> arguments() {
        return folder.map(dir -> List.of("--locks", dir.toString())).orElse(List.of());
    }
}
