package org.ctbench.splits.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Patients;
import org.ctbench.splits.SmallDataSet;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.lists.SplitImporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitVerifierTest {
    @TempDir
    Path folder;

    private Path data;
    private Locks locks;

    @BeforeEach
    void importLists() throws IOException {
        data = folder.resolve("data");
        locks = SmallDataSet.write(folder.resolve("lists"));
        SplitImporter.importFrom(folder.resolve("lists"), data, locks);
    }

    @Test
    void passesWhatWasJustImported() throws IOException {
        Verification verification = SplitVerifier.verify(data, locks);

        assertTrue(verification.passed());
        assertTrue(
                verification.text().endsWith("\n3 manifests are as pinned, 0 wrong or missing; 10 checks, 0 failed\n"));
    }

    @Test
    void aLockMaySayNothingOfTheSlicesPerPatientButNothingWrong() throws IOException {
        assertTrue(SplitVerifier.verify(data, with(Optional.empty())).passed());

        Verification wrong = SplitVerifier.verify(
                data,
                with(Optional.of(new Patients.SumOfSquares(3603, Map.of("Normal", 1201L, "CP", 1201L, "NCP", 1201L)))));

        assertFalse(wrong.passed());
        assertTrue(wrong.text().contains("small/train      DIFFERS  the counts in the lock are wrong"), wrong.text());
    }

    /** The locks where that of the training split says this of its patients, who have 20 slices each. */
    private Locks with(Optional<Patients.SumOfSquares> squares) {
        DataSetLock set = locks.dataSets().get(0);
        List<SplitLock> splits = new ArrayList<>(set.splits());
        SplitLock train = splits.get(0);
        Patients patients = train.patients();
        assertEquals(3600, patients.sumOfSquares().orElseThrow().total());
        splits.set(
                0,
                new SplitLock(
                        train.id(),
                        train.list(),
                        train.difference(),
                        train.sampling(),
                        train.images(),
                        train.perClass(),
                        new Patients(patients.total(), patients.perClass(), squares, patients.unknown()),
                        train.manifest()));
        return Locks.of(List.of(set.withSplits(splits)));
    }

    @Test
    void failsIfAManifestWasChanged() throws IOException {
        Path file = Manifests.file(data, "small/sample");
        Files.writeString(file, Files.readString(file).replace(",512,", ",511,"));

        Verification verification = SplitVerifier.verify(data, locks);

        assertFalse(verification.passed());
        assertEquals(
                List.of(Verification.State.OK, Verification.State.DIFFERS, Verification.State.OK),
                verification.manifests().stream()
                        .map(Verification.Manifest::state)
                        .toList());
        assertTrue(verification.text().contains("small/sample     DIFFERS  the manifest of split small/sample is not"));
    }

    @Test
    void failsIfADataSetIsThereInParts() throws IOException {
        Files.delete(Manifests.file(data, "small/train"));

        Verification verification = SplitVerifier.verify(data, locks);

        assertFalse(verification.passed());
        assertEquals(Verification.State.MISSING, verification.manifests().get(0).state());
    }

    @Test
    void passesOverDataSetsThatWereNotImported() throws IOException {
        List<DataSetLock> all = new ArrayList<>(locks.dataSets());
        all.add(Locks.shipped().dataSet("ictcf"));

        Verification verification = SplitVerifier.verify(data, Locks.of(all));

        assertTrue(verification.passed());
        assertEquals(
                Verification.State.NOT_IMPORTED, verification.manifests().get(3).state());
    }

    @Test
    void refusesAFolderWithoutManifests() {
        var e = assertThrows(UserException.class, () -> SplitVerifier.verify(folder.resolve("empty"), locks));

        assertEquals("no manifest is here", e.problem());
    }
}
