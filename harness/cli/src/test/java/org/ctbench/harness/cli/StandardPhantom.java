package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.ctbench.datasets.phantom.PhantomSpec;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.run.data.GeneratedData;

/** The generated data sets that the shipped locks pin: made once for the tests of this module, and kept in its build folder. */
final class StandardPhantom {
    private StandardPhantom() {}

    /** Their data folder, with the splits imported; tests only read it. */
    static Path data() throws IOException {
        Path data = Path.of("target/phantom").toAbsolutePath();
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            GeneratedData.make(PhantomSpec.standard(), data, Progress.lines(nowhere, System::nanoTime));
        }
        return data;
    }
}
