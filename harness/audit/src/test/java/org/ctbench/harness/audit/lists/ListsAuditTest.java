package org.ctbench.harness.audit.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.ctbench.datasets.phantom.PhantomGenerator;
import org.ctbench.datasets.phantom.PhantomLocks;
import org.ctbench.datasets.phantom.PhantomSpec;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.lists.SplitImporter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsAuditTest {
    private static final Path UPSTREAM = Path.of("../../../shared/data/upstream");

    private static final Paper PHANTOM = paper();

    @TempDir
    Path folder;

    @Test
    void theLocksAloneTellWithdrawnScansAndSharedPatients() throws IOException {
        List<AuditFinding> findings =
                ListsAudit.of(Papers.load("ter-sarkisov-2022"), Locks.shipped(), Optional.empty());

        AuditFinding withdrawn = findings.get(0);
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
                ListsAudit.of(
                        Papers.load("../papers/src/test/resources/papers/mine.yaml"),
                        Locks.shipped(),
                        Optional.empty()));
    }

    @Test
    void aFolderWithoutListsIsRefused() {
        var e = assertThrows(
                UserException.class,
                () -> ListsAudit.of(Papers.load("ter-sarkisov-2022"), Locks.shipped(), Optional.of(data())));

        assertEquals("no manifest is here", e.problem());
    }

    @Test
    void aRestIsHeldAgainstThePartThatWasTakenOutOfItWithAndWithoutLists() throws IOException {
        Locks locks = phantom();
        SplitImporter.importFrom(folder.resolve("lists"), folder, locks);
        Paper demo = Papers.load("ctbench-demo");
        String about = "phantom-covidx/sample and phantom-covidx/remainder, patient-overlap";

        AuditFinding counted = about(ListsAudit.of(demo, locks, Optional.empty()), about);
        AuditFinding listed = about(ListsAudit.of(demo, locks, Optional.of(data())), about);

        assertEquals(Verdict.NOTE, counted.verdict());
        assertEquals(Verdict.NOTE, listed.verdict());
    }

    private static AuditFinding about(List<AuditFinding> findings, String what) {
        return findings.stream()
                .filter(f -> f.about().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError(findings.toString()));
    }

    @Test
    void listsWithoutImagesCannotTellLookAlikes() throws IOException {
        Locks locks = phantom();
        Path lists = folder.resolve("lists-only");
        SplitImporter.importFrom(folder.resolve("lists"), lists, locks);

        List<AuditFinding> findings =
                ListsAudit.of(PHANTOM, locks, Optional.of(new DataFolder(lists, lists, n -> {}, n -> {})));

        AuditFinding images = findings.get(findings.size() - 1);
        assertEquals(Verdict.CANNOT_TELL, images.verdict());
        assertEquals("phantom-covidx/val, phantom-covidx/test", images.about());
        assertEquals(List.of("`ctbench data status --root " + lists + "` says what belongs where"), images.evidence());
    }

    @Test
    void anImageThatLooksLikeOneOfAnotherSetIsFound() throws IOException {
        Locks locks = phantom();
        SplitImporter.importFrom(folder.resolve("lists"), folder, locks);
        assertEquals(
                "of 22 images none is, or looks like, one of another set",
                images(locks).get(0).sentence());
        List<Slice> val =
                Manifests.read(folder, locks.split("phantom-covidx/val")).slices();
        List<Slice> test =
                Manifests.read(folder, locks.split("phantom-covidx/test")).slices();
        brighten(image(val.get(0)), image(test.get(3)));

        List<AuditFinding> near = images(locks);
        Files.copy(image(val.get(1)), image(test.get(5)), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(image(val.get(2)));
        List<AuditFinding> same = images(locks);

        assertEquals(1, near.size());
        assertEquals(Verdict.NOTE, near.get(0).verdict());
        assertEquals("phantom-covidx/test, near-identical images", near.get(0).about());
        assertEquals(
                "1 of its 12 images is hard to tell from one of another set",
                near.get(0).sentence());
        assertTrue(
                near.get(0)
                        .evidence()
                        .get(0)
                        .startsWith(test.get(3).id() + ": looks like phantom-covidx/val "
                                + val.get(0).id() + " (patient "),
                near::toString);
        assertEquals(
                List.of(Verdict.CANNOT_TELL, Verdict.CONTRADICTION, Verdict.NOTE),
                same.stream().map(AuditFinding::verdict).toList());
        assertEquals(
                "1 of its 10 images cannot be read and was not compared",
                same.get(0).sentence());
        assertEquals("1 of its 12 images is in another set, too", same.get(1).sentence());
    }

    private List<AuditFinding> images(Locks locks) throws IOException {
        return ListsAudit.of(PHANTOM, locks, Optional.of(data())).stream()
                .filter(f -> f.check().equals(ImagesAudit.CHECK))
                .toList();
    }

    private DataFolder data() {
        return new DataFolder(folder, folder.resolve("cache"), n -> {}, n -> {});
    }

    private Locks phantom() throws IOException {
        var spec = new PhantomSpec(
                5,
                128,
                new PhantomSpec.Covidx(4, 12, 10, 12),
                new PhantomSpec.Lesion(1, 1),
                new PhantomSpec.Ictcf(3, 7));
        return Locks.of(PhantomLocks.of(PhantomGenerator.generate(spec, folder, n -> {})));
    }

    private Path image(Slice slice) {
        return folder.resolve("phantom-covidx").resolve(slice.id());
    }

    /** Another picture for the eye of a program: every fourth pixel a little brighter. */
    private static void brighten(Path from, Path to) throws IOException {
        BufferedImage image = ImageIO.read(from.toFile());
        WritableRaster raster = image.getRaster();
        for (int y = 0; y < raster.getHeight(); y += 2) {
            for (int x = 0; x < raster.getWidth(); x += 2) {
                raster.setSample(x, y, 0, Math.min(255, raster.getSample(x, y, 0) + 3));
            }
        }
        ImageIO.write(image, "png", to.toFile());
    }

    @Test
    @Tag("slow")
    void importedListsAreChecked() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(UPSTREAM), "the published lists are not here: " + UPSTREAM);
        SplitImporter.importFrom(UPSTREAM, folder, Locks.shipped());

        List<AuditFinding> findings =
                ListsAudit.of(Papers.load("ter-sarkisov-2022"), Locks.shipped(), Optional.of(data()));

        assertTrue(findings.stream().noneMatch(f -> f.verdict() == Verdict.CONTRADICTION));
        assertTrue(findings.stream()
                .anyMatch(f -> f.about().equals("covidx-ct-v1/test, withdrawn-scans")
                        && f.discrepancy().equals(Optional.of("D-45"))));
        assertTrue(findings.stream()
                .anyMatch(f -> f.about().equals("covidx-ct-v1/train and covidx-ct-v1/test, patient-overlap")
                        && f.verdict() == Verdict.CONSISTENT));
    }

    private static Paper paper() {
        try {
            return Papers.load("../papers/src/test/resources/papers/phantom.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
