package org.ctbench.harness.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.cells.CellResult.Evaluated;
import org.ctbench.harness.cells.CellResult.Trained;
import org.ctbench.harness.fixtures.ChangedBits;
import org.ctbench.harness.leases.Worker;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.results.ChainLink;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellStoreTest {
    private static final int STRIDE = 7;

    private static final List<String> CLASSES = List.of("Normal", "CP", "NCP");

    @TempDir
    Path run;

    @Test
    void findsWhatIsFinished() throws IOException {
        Cell cell = training();
        CellRecord record = finish(cell, trained());

        assertEquals(
                new CellStore.Found(Optional.of(record), Optional.empty()).toString(),
                new CellStore(run).find(cell).toString());
        assertEquals(
                record.files(),
                new CellStore(run).latest(cell.name()).orElseThrow().files());
    }

    @Tag("slow")
    @Test
    void noChangedBitOfATrainingGoesUnnoticed() throws IOException {
        noChangedBitGoesUnnoticed(training(), trained());
    }

    @Test
    void noChangedBitOfAnEvaluationGoesUnnoticed() throws IOException {
        Cell cell = cell(CellName.evaluation("resnet18", "test"));

        noChangedBitGoesUnnoticed(
                cell, CellResult.of(new Evaluated(Map.of("images without region", 3L), List.of()), List.of()));
    }

    /** Of one bit in {@value #STRIDE}: each of the changed records is refused and named, or says the same as before. */
    private void noChangedBitGoesUnnoticed(Cell cell, CellResult result) throws IOException {
        finish(cell, result);
        CellStore store = new CellStore(run);
        Path file = store.folder(cell).resolve("cell.json");
        String before = store.find(cell).record().orElseThrow().toString();
        byte[] document = Files.readAllBytes(file);
        int refused = 0;
        for (int bit = 0; bit < 8 * document.length; bit += STRIDE) {
            Files.write(file, ChangedBits.change(document, bit));
            CellStore.Found found = store.find(cell);
            int changed = bit;
            found.record().ifPresent(same -> assertEquals(before, same.toString(), "bit " + changed));
            if (found.record().isEmpty()) {
                assertTrue(found.damage().orElseThrow().startsWith("cell.json is "), found.toString());
                refused++;
            }
        }
        assertTrue(refused > 0.8 * 8 * document.length / STRIDE, refused + " bits refused");
    }

    private CellRecord finish(Cell cell, CellResult result) throws IOException {
        Path folder = new CellStore(run).folder(cell);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("weights.safetensors"), "weights");
        return CellStore.write(cell, folder, result, 12.25, Worker.self());
    }

    private static Cell training() {
        return cell(CellName.training("resnet18"));
    }

    private static CellResult trained() {
        ConfusionMatrix validation = ConfusionMatrix.of(CLASSES, new long[][] {{10, 0, 1}, {2, 11, 0}, {0, 3, 12}});
        EpochRecord epoch =
                new EpochRecord(1, 0.6931471805599453, Map.of("image", 0.6931471805599453), Optional.of(validation));
        ChainLink start = ChainLink.start(Sha256.of(new byte[] {2}));
        return CellResult.of(
                new Trained(
                        11_178_051,
                        Sha256.of(new byte[] {1}),
                        List.of(epoch),
                        Optional.empty(),
                        Map.of(),
                        List.of(
                                start,
                                start.next(
                                        Sha256.of(new byte[] {3}),
                                        epoch.meanLoss(),
                                        epoch.losses(),
                                        epoch.validation()))),
                List.of());
    }

    private static Cell cell(CellName name) {
        return new Cell(
                name,
                ModelItem.of("resnet18"),
                Optional.empty(),
                Documents.toTree(Map.of("learningRate", 1e-5, "images", List.of("a", "b"))),
                List.of(),
                33);
    }
}
