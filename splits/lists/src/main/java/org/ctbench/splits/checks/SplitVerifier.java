package org.ctbench.splits.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Patients;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitCounts;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.UserException;

/** Compares the manifests of a data folder with their locks, and checks the splits. */
public final class SplitVerifier {
    private final Path dataFolder;
    private final List<Verification.Manifest> manifests = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();

    private SplitVerifier(Path dataFolder) {
        this.dataFolder = dataFolder;
    }

    /**
     * Verifies all splits of these locks.
     *
     * @throws UserException if the folder holds no manifest of any of them
     */
    public static Verification verify(Path dataFolder, Locks locks) throws IOException {
        SplitVerifier verifier = new SplitVerifier(dataFolder);
        for (DataSetLock dataSet : locks.dataSets()) {
            verifier.verify(dataSet, locks.splitsOf(dataSet.id()));
        }
        if (verifier.manifests.stream().allMatch(m -> m.state() == Verification.State.NOT_IMPORTED)) {
            throw new UserException(
                    "no manifest is here",
                    dataFolder.resolve(Manifests.FOLDER).toString(),
                    "run `ctbench splits import --from DIR --to " + dataFolder + "` first, or name the data folder");
        }
        boolean passed = verifier.manifests.stream()
                        .allMatch(
                                m -> m.state() == Verification.State.OK || m.state() == Verification.State.NOT_IMPORTED)
                && verifier.checks.stream().noneMatch(c -> c.verdict() == Check.Verdict.FAILED);
        return new Verification(Verification.SCHEMA, passed, verifier.manifests, verifier.checks);
    }

    private void verify(DataSetLock dataSet, List<SplitLock> locks) throws IOException {
        boolean any = locks.stream().anyMatch(lock -> Files.exists(Manifests.file(dataFolder, lock.id())));
        List<Split> splits = new ArrayList<>();
        for (SplitLock lock : locks) {
            Path file = Manifests.file(dataFolder, lock.id());
            if (!Files.exists(file)) {
                add(lock, any ? Verification.State.MISSING : Verification.State.NOT_IMPORTED, file.toString());
                continue;
            }
            try {
                Split split = Manifests.read(dataFolder, lock);
                splits.add(split);
                compareCounts(lock, SplitCounts.of(split, dataSet.classes().names()));
            } catch (UserException e) {
                add(lock, Verification.State.DIFFERS, e.problem() + " (" + e.where() + ")");
            }
        }
        checks.addAll(SplitChecks.run(dataSet, locks, splits));
    }

    /** The digest fits; the counts that the lock states for people must fit as well. */
    private void compareCounts(SplitLock lock, SplitCounts counts) {
        boolean patientsKnown = lock.patients().total().isPresent();
        boolean same = lock.images() == counts.images()
                && lock.perClass().equals(counts.perClass())
                && patientsKnown == counts.patients().total().isPresent()
                && (!patientsKnown || samePatients(lock.patients(), counts.patients()));
        if (same) {
            add(lock, Verification.State.OK, "sha256 " + lock.manifest());
        } else {
            add(lock, Verification.State.DIFFERS, "the counts in the lock are wrong; counted: " + counts);
        }
    }

    private static boolean samePatients(Patients lock, Patients counted) {
        return lock.total().equals(counted.total())
                && lock.perClass().equals(counted.perClass())
                && (lock.sumOfSquares().isEmpty() || lock.sumOfSquares().equals(counted.sumOfSquares()));
    }

    private void add(SplitLock lock, Verification.State state, String detail) {
        manifests.add(new Verification.Manifest(lock.id(), state, detail));
    }
}
