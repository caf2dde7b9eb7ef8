package org.ctbench.datasets.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.datasets.verify.DataCheck;
import org.ctbench.datasets.verify.DataReport;
import org.ctbench.datasets.verify.DataStatus;
import org.ctbench.splits.Locks;
import org.ctbench.splits.lists.SplitImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {
    private static final PhantomSpec SMALL = new PhantomSpec(
            1, 64, new PhantomSpec.Covidx(2, 10, 10, 10), new PhantomSpec.Lesion(2, 1), new PhantomSpec.Ictcf(2, 7));

    @TempDir
    Path temp;

    @Test
    void namesTheSplitsThatItDidNotLookAt() throws IOException {
        Path root = temp.resolve("root");
        Locks locks = Locks.of(PhantomLocks.of(PhantomGenerator.generate(SMALL, root, n -> {})));
        SplitImporter.importFrom(root.resolve("lists"), root, locks);
        Files.move(root.resolve("phantom-ictcf"), temp.resolve("elsewhere"));
        DataCheck check =
                DataCheck.of(locks, new DataStatus.Places(Optional.of(root), root, root.resolve("cache")), n -> {});

        DataReport report = check.run(List.of(), n -> {});

        assertEquals(List.of("phantom-ictcf/train", "phantom-ictcf/test"), report.unchecked());
        assertEquals(7, report.splits().size());
        assertTrue(
                report.asTable()
                        .contains(
                                "\nnot checked, as no image of their data set is here: phantom-ictcf/train, phantom-ictcf/test\n"),
                report.asTable());
    }
}
