package org.ctbench.harness.papers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.UserException;

/** Cells of a paper that a user, with the paper at hand, fills in or replaces. */
final class Overlay {
    static final String SCHEMA = "ctbench/published/1";

    private final Document document;
    private final Written written;

    private Overlay(Document document) {
        this.document = document;
        this.written = document.as(Written.class);
    }

    /**
     * The file of an overlay.
     *
     * @param paper id of the paper
     * @param where where the numbers stand, for cells that do not say so themselves
     * @param cells by {@code table/row/column}
     */
    private record Written(String schema, String paper, Optional<String> where, Map<String, WrittenCell> cells) {
        Written {
            Objects.requireNonNull(schema, "schema");
            if (!schema.equals(SCHEMA)) {
                throw new InvalidValue("schema", "'" + schema + "' is not read by this version", "write " + SCHEMA);
            }
            Objects.requireNonNull(paper, "paper");
            Objects.requireNonNull(cells, "cells");
        }
    }

    /** @throws UserException if the document is no overlay */
    static Overlay read(Document document) {
        return new Overlay(document);
    }

    /**
     * A paper with these cells over its own, each marked as the user's; what is derived from them is worked out anew.
     *
     * @throws UserException if it is another paper, or has no such cell
     */
    Paper over(Paper paper) {
        if (!written.paper().equals(paper.id())) {
            throw fault(
                    "paper",
                    "the cells are of '" + written.paper() + "', not of '" + paper.id() + "'",
                    "name the paper that they are of");
        }
        CellReader reader = new CellReader(document, true);
        Map<Reference.OfCell, PublishedCell> cells = new LinkedHashMap<>();
        for (Map.Entry<String, WrittenCell> entry : written.cells().entrySet()) {
            String path = "cells." + entry.getKey();
            Reference.OfCell at = reference(path, entry.getKey(), paper);
            PublishedColumn column = paper.table(at.table()).column(at.column());
            WrittenCell cell = entry.getValue();
            if (cell == null || cell.stated().isEmpty()) {
                throw fault(path, "the cell has no number", "write its digits as printed, as in \"93.55\"");
            }
            String where = written.where().orElse("Table " + at.table());
            cells.put(at, reader.read(path, cell, column, where, ""));
        }
        return replaced(paper, cells);
    }

    private Reference.OfCell reference(String path, String text, Paper paper) {
        Reference reference = Reference.parse(text)
                .filter(Reference.OfCell.class::isInstance)
                .orElseThrow(() ->
                        fault(path, "'" + text + "' names no cell", "write table/row/column, as in 4/affinity-8/NCP"));
        PaperNumbers.of(paper).missing(reference).ifPresent(missing -> {
            throw fault(path, missing.problem() + " in " + paper.id(), missing.fix());
        });
        return (Reference.OfCell) reference;
    }

    /** The paper with other cells, and what is derived from them worked out anew. */
    static Paper replaced(Paper paper, Map<Reference.OfCell, PublishedCell> others) {
        List<PublishedTable> tables = new ArrayList<>();
        for (PublishedTable table : paper.tables()) {
            List<PublishedRow> rows = new ArrayList<>();
            for (PublishedRow row : table.rows()) {
                Map<String, PublishedCell> cells = new LinkedHashMap<>(row.cells());
                cells.replaceAll((column, cell) ->
                        others.getOrDefault(new Reference.OfCell(table.number(), row.id(), column), cell));
                rows.add(new PublishedRow(row.id(), row.name(), cells, row.matrix(), row.note()));
            }
            tables.add(table.with(rows));
        }
        return Derivations.renewed(paper.with(tables));
    }

    private UserException fault(String path, String problem, String fix) {
        return new UserException(path + ": " + problem, document.where(path), fix);
    }
}
