package org.ctbench.harness.run.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.datasets.phantom.PhantomGenerator;
import org.ctbench.datasets.phantom.PhantomLocks;
import org.ctbench.datasets.phantom.PhantomSpec;
import org.ctbench.datasets.phantom.PhantomSummary;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.lists.SplitImporter;

/** Makes the generated data sets of a plan and imports their lists, in the way real lists are imported. */
public final class GeneratedData {
    private GeneratedData() {}

    /**
     * Generates what does not exist yet below {@code root}; a second call finds all of it and changes nothing.
     *
     * @return the locks of the data sets: those that are shipped for the standard spec, fresh ones for any other
     */
    public static Locks make(PhantomSpec spec, Path root, Progress progress) throws IOException {
        Locks locks = generate(spec, root, progress);
        SplitImporter.importFrom(root.resolve("lists"), root, locks);
        return locks;
    }

    /**
     * The locks of what is there below {@code root} already; empty if something has to be generated or imported first. Writes
     * nothing.
     *
     * @param splits that have to be imported
     */
    public static Optional<Locks> find(PhantomSpec spec, Path root, List<String> splits, Progress progress)
            throws IOException {
        boolean there = PhantomGenerator.isComplete(spec, root)
                && splits.stream().allMatch(id -> Files.isRegularFile(Manifests.file(root, id)));
        return there ? Optional.of(generate(spec, root, progress)) : Optional.empty();
    }

    private static Locks generate(PhantomSpec spec, Path root, Progress progress) throws IOException {
        PhantomSummary summary;
        try (Tracker tracker = progress.start("generate phantom CT", PhantomGenerator.slices(spec), "slice")) {
            summary = PhantomGenerator.generate(spec, root, tracker, () -> progress.say(waiting(root)));
        }
        return spec.equals(PhantomSpec.standard()) ? shipped() : Locks.of(PhantomLocks.of(summary));
    }

    private static String waiting(Path root) {
        return "another process generates data in " + root + "; waiting for it";
    }

    private static Locks shipped() {
        Locks all = Locks.shipped();
        List<String> generated = all.dataSets().stream()
                .filter(lock -> lock.kind() == DataSetLock.Kind.GENERATED)
                .map(DataSetLock::id)
                .toList();
        return all.only(generated);
    }
}
