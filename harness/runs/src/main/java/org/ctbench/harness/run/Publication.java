package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cells.CellRecord;
import org.ctbench.harness.cells.CellStore;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.run.work.ClassifierRun;
import org.ctbench.harness.run.work.SegmentationRun;
import org.ctbench.harness.run.work.Weights;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.documents.AtomicFiles;

/**
 * Puts the files of finished cells where people look for them: {@code weights/}, {@code predictions/}, {@code lesions/}, {@code regions/},
 * {@code masks/}, {@code captures/},
 * {@code programs/} in the folder of the run, and beside them the manifests of the splits that were evaluated, {@code splits/}. As links to the same bytes where the file system can, else as copies.
 */
final class Publication {
    private final Path folder;
    private final CellStore store;

    Publication(Path folder, CellStore store) {
        this.folder = folder;
        this.store = store;
    }

    /** Where a file of a cell is found, relative to the folder of the run, with {@code /}. */
    static String place(CellName cell, String file) {
        if (file.equals(Weights.NAME)) {
            return "weights/" + cell.model() + cell.set().map(id -> "-" + id).orElse("") + ".safetensors";
        }
        if (file.equals(ClassifierRun.PREDICTIONS)) {
            return "predictions/" + cell.model() + "/" + cell.set().orElseThrow() + ".csv";
        }
        if (file.equals(SegmentationRun.LESIONS)) {
            return "lesions/" + cell.model() + ".json";
        }
        if (file.equals(SegmentationRun.REGIONS)) {
            return "regions/" + cell.model() + ".json";
        }
        if (file.equals(SegmentationRun.MASKS)) {
            return "masks/" + cell.model() + ".json";
        }
        String kept = cell.kind() == Event.Kind.RUN ? "programs/" : "captures/";
        return kept + cell.model() + "/" + file;
    }

    /** Removes what an earlier run left in these places. */
    void clear() throws IOException {
        for (String name : new String[] {
            "weights", "predictions", "lesions", "regions", "masks", "captures", "programs", Manifests.FOLDER
        }) {
            Path place = folder.resolve(name);
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.walk(place)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    /** Publishes the files of a finished cell. */
    void add(Cell cell, CellRecord record) throws IOException {
        for (String name : record.files().keySet()) {
            Path source = store.folder(cell).resolve(name);
            AtomicFiles.linkOrCopy(source, folder.resolve(place(cell.name(), name)));
        }
    }
}
