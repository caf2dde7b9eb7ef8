package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.reports.document.Table;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.lists.SplitImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListShortcutsTest {
    private static final Path UPSTREAM = Path.of("../../../shared/data/upstream");
    private static final Resampling FEW = new Resampling(0.95, 100, 1, 1);

    @TempDir
    Path data;

    /** The accuracies were computed by numpy, too: 56.36 % and 72.39 % of 21,191 slices. */
    @Test
    void classifiersWithoutPixelsReachMuchOfThePublishedTestSplit() throws IOException {
        assumeTrue(Files.isDirectory(UPSTREAM), "the published lists are not on this machine: " + UPSTREAM);
        SplitImporter.importFrom(UPSTREAM, data, Locks.shipped().only(List.of("covidx-ct-v1")));

        Table table = ListShortcuts.of(Locks.shipped(), data, "covidx-ct-v1/sample-3000", "covidx-ct-v1/test", FEW);

        assertEquals(
                List.of("56.36", "72.39"),
                table.rows().stream()
                        .filter(row -> row.cells().get(1).text().equals("accuracy"))
                        .map(row -> row.cells().get(2).text().substring(0, 5))
                        .toList());
        assertTrue(table.notes().get(2).startsWith("The largest class, Normal, has 44.59 % "), table.notes()::toString);
    }

    @Test
    void listsWithoutBoxesAreRefused() throws IOException {
        assumeTrue(Files.isDirectory(UPSTREAM), "the published lists are not on this machine: " + UPSTREAM);
        SplitImporter.importFrom(UPSTREAM, data, Locks.shipped().only(List.of("ictcf")));

        UserException e = assertThrows(
                UserException.class, () -> ListShortcuts.of(Locks.shipped(), data, "ictcf/train", "ictcf/test", FEW));

        assertEquals("--train, --test", e.where());
    }
}
