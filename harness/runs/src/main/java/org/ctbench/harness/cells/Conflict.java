package org.ctbench.harness.cells;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.leases.Leases;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;

/**
 * Two workers computed a cell and came to different bits: one of their machines cannot be trusted, or what computes is not
 * deterministic. Kept in the cell's folder of work beside the result that was not taken; the cell counts as without result.
 *
 * @param kept who computed the result that stands in the cell's place
 * @param other who computed the other one
 * @param differences what is not the same
 */
record Conflict(String kept, String other, List<String> differences) {
    private static final String NAME = "conflict.json";

    Conflict {
        Objects.requireNonNull(kept, "kept");
        Objects.requireNonNull(other, "other");
        differences = List.copyOf(differences);
    }

    /** That of a cell, if there is one. */
    static Optional<Conflict> in(Path work) throws IOException {
        Path file = work.resolve(NAME);
        return Files.exists(file) ? Optional.of(Documents.readJson(file, Conflict.class)) : Optional.empty();
    }

    void write(Path work) throws IOException {
        AtomicFiles.write(work.resolve(NAME), Documents.toJson(this));
    }

    /**
     * For people.
     *
     * @param folder of the cell in the folder of the run
     */
    String text(String folder) {
        return "two workers computed different bits: " + kept + " and " + other + " (" + String.join(", ", differences)
                + "); check both machines, remove the folders " + folder + " and " + folder + Leases.SUFFIX
                + ", and run the same command again: everything that needs this cell is computed again, too";
    }
}
