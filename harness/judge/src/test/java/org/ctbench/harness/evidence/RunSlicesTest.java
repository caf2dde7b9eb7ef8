package org.ctbench.harness.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Patients;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitCounts;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSlicesTest {
    private static final Split X_RAYS = Manifests.canonical(
            "x-rays/test",
            List.of(
                    slice("a.png", Optional.of("p1")),
                    slice("b.png", Optional.of("p1")),
                    slice("c.png", Optional.of("p2"))));

    @TempDir
    Path folder;

    @Test
    void patientsAreThoseOfTheManifestWhateverImagesAreCalled() throws IOException {
        Manifests.write(folder, X_RAYS);

        assertEquals(
                Optional.of(List.of("p2", "p1", "p1")),
                slices(lock(X_RAYS)).patients("x-rays/test", List.of("c.png", "b.png", "a.png")));
    }

    @Test
    void anImageThatTheManifestDoesNotHaveIsAnError() throws IOException {
        Manifests.write(folder, X_RAYS);

        var e = assertThrows(
                UserException.class, () -> slices(lock(X_RAYS)).patients("x-rays/test", List.of("a.png", "d.png")));

        assertEquals("'d.png' is not an image of x-rays/test", e.problem());
    }

    @Test
    void aSliceWithoutPatientIsAnErrorWhereTheLockCountsPatients() throws IOException {
        Split split = Manifests.canonical(
                "x-rays/test", List.of(slice("a.png", Optional.of("p1")), slice("b.png", Optional.empty())));
        Manifests.write(folder, split);
        SplitLock lock = new SplitLock(
                split.id(),
                Optional.empty(),
                lock(X_RAYS).difference(),
                Optional.empty(),
                2,
                Map.of("Mass", 2),
                new Patients(OptionalInt.of(2), Map.of("Mass", 2), Optional.empty(), Optional.empty()),
                Manifests.digest(split));

        var e = assertThrows(
                UserException.class, () -> slices(lock).patients("x-rays/test", List.of("a.png", "b.png")));

        assertEquals("no patient is known of 'b.png', where the lock counts the patients of x-rays/test", e.problem());
    }

    @Test
    void aManifestThatIsMissingOrDamagedIsAnError() throws IOException {
        var missing =
                assertThrows(UserException.class, () -> slices(lock(X_RAYS)).patients("x-rays/test", List.of("a.png")));
        assertEquals("the manifest of x-rays/test is missing", missing.problem());

        Path file = Manifests.write(folder, X_RAYS);
        Files.writeString(file, Files.readString(file).replace("p2", "p1"));
        var damaged =
                assertThrows(UserException.class, () -> slices(lock(X_RAYS)).patients("x-rays/test", List.of("a.png")));
        assertEquals(file.toString(), damaged.where());
    }

    @Test
    void patientsThatNobodyKnowsAreEmpty() {
        assertEquals(
                Optional.empty(),
                slices(Locks.shipped().split("ictcf/test")).patients("ictcf/test", List.of("pCT7.jpg")));
    }

    private RunSlices slices(SplitLock lock) {
        return new RunSlices(folder, List.of(lock));
    }

    private static SplitLock lock(Split split) {
        SplitCounts counts = SplitCounts.of(split, List.of("Mass"));
        return new SplitLock(
                split.id(),
                Optional.empty(),
                Optional.of(new SplitLock.Difference("x-rays/all", "x-rays/train")),
                Optional.empty(),
                counts.images(),
                counts.perClass(),
                counts.patients(),
                Manifests.digest(split));
    }

    private static Slice slice(String name, Optional<String> patient) {
        return new Slice(name, Optional.of("Mass"), patient, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }
}
