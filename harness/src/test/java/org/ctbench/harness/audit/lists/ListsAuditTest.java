package org.ctbench.harness.audit.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.audit.Finding;
import org.ctbench.harness.audit.Finding.Verdict;
import org.ctbench.harness.papers.Papers;
import org.ctbench.splits.Locks;
import org.ctbench.splits.UserException;
import org.ctbench.splits.lists.SplitImporter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsAuditTest {
    private static final Path UPSTREAM = Path.of("../../shared/data/upstream");

    @TempDir
    Path folder;

    @Test
    void theLocksAloneTellWithdrawnScansAndSharedPatients() throws IOException {
        List<Finding> findings = ListsAudit.of(Papers.load("ter-sarkisov-2022"), Locks.shipped(), Optional.empty());

        Finding withdrawn = findings.get(0);
        assertEquals(Optional.of("D-45"), withdrawn.discrepancy());
        assertTrue(withdrawn.sentence().contains("covidx-ct-v1/train: 26, covidx-ct-v1/val: 1, covidx-ct-v1/test: 1"));
        assertTrue(findings.stream()
                .anyMatch(f -> f.verdict() == Verdict.NOTE
                        && f.sentence()
                                .startsWith("606 of the 608 patients of covidx-ct-v1/sample-3000 are also in"
                                        + " covidx-ct-v1/remainder")));
        assertTrue(findings.stream()
                .anyMatch(f -> f.about().equals("ictcf/test, patients") && f.verdict() == Verdict.CANNOT_TELL));
        assertEquals(Verdict.CANNOT_TELL, findings.get(findings.size() - 1).verdict());
    }

    @Test
    void aPaperWithoutPinnedSetsHasNoListsToCheck() throws IOException {
        assertEquals(
                List.of(),
                ListsAudit.of(Papers.load("src/test/resources/papers/mine.yaml"), Locks.shipped(), Optional.empty()));
    }

    @Test
    void aFolderWithoutListsIsRefused() {
        var e = assertThrows(
                UserException.class,
                () -> ListsAudit.of(Papers.load("ter-sarkisov-2022"), Locks.shipped(), Optional.of(folder)));

        assertEquals("no manifest is here", e.problem());
    }

    @Test
    @Tag("slow")
    void importedListsAreChecked() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(UPSTREAM), "the published lists are not here: " + UPSTREAM);
        SplitImporter.importFrom(UPSTREAM, folder, Locks.shipped());

        List<Finding> findings = ListsAudit.of(Papers.load("ter-sarkisov-2022"), Locks.shipped(), Optional.of(folder));

        assertTrue(findings.stream().noneMatch(f -> f.verdict() == Verdict.CONTRADICTION));
        assertTrue(findings.stream()
                .anyMatch(f -> f.about().equals("covidx-ct-v1/test, withdrawn-scans")
                        && f.discrepancy().equals(Optional.of("D-45"))));
        assertTrue(findings.stream()
                .anyMatch(f -> f.about().equals("covidx-ct-v1/train and covidx-ct-v1/test, patient-overlap")
                        && f.verdict() == Verdict.CONSISTENT));
    }
}
