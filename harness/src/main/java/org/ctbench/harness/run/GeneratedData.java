package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ctbench.datasets.phantom.PhantomGenerator;
import org.ctbench.datasets.phantom.PhantomSpec;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.lists.SplitImporter;

/** Makes the generated data sets of a plan and imports their lists, in the way real lists are imported. */
final class GeneratedData {
    private GeneratedData() {}

    /** Generates what is not there yet below {@code root}; a second call finds all of it and changes nothing. */
    static void make(PhantomSpec spec, Path root, Progress progress) throws IOException {
        try (Tracker tracker = progress.start("generate phantom CT", PhantomGenerator.slices(spec), "slice")) {
            PhantomGenerator.generate(spec, root, tracker);
        }
        Locks shipped = Locks.shipped();
        List<String> generated = shipped.dataSets().stream()
                .filter(lock -> lock.kind() == DataSetLock.Kind.GENERATED)
                .map(DataSetLock::id)
                .toList();
        SplitImporter.importFrom(root.resolve("lists"), root, shipped.only(generated));
    }
}
