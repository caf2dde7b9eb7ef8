package org.ctbench.harness.papers;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Makes a table of what a file says about it, and sees to it that it is complete. */
final class TableReader {
    private static final String LOST = "not in the text that the values were taken from";

    private static final int CELLS = 100_000;

    private final Document document;
    private final Set<String> classes;
    private final Map<String, PublishedSet> sets;
    private final CellReader cells;

    TableReader(Document document, Set<String> classes, Map<String, PublishedSet> sets) {
        this.document = document;
        this.classes = classes;
        this.sets = sets;
        this.cells = new CellReader(document, false);
    }

    /**
     * The table.
     *
     * @param path of the table in the document
     * @throws UserException if it is wrong, or has not a cell for every row and column
     */
    PublishedTable read(String path, WrittenPaper.Table written) {
        if (written.number() < 1) {
            throw fault(path + ".number", written.number() + " is less than 1", "write the number of the table");
        }
        long cells = (long) written.columns().size() * written.rows().size();
        if (cells > CELLS) {
            throw fault(path, "a table of " + cells + " cells", "write at most " + CELLS + " in one table");
        }
        TableKind kind = written.kind().orElse(TableKind.CLASSIFICATION);
        written.set().ifPresent(set -> require(path + ".set", "set", set, sets.keySet()));
        written.mean().ifPresent(mean -> new MeanReader(document, sets).require(path, mean, written));
        boolean overSets = written.mean()
                .filter(mean -> mean.over() == PublishedMean.Over.SETS)
                .isPresent();
        if (written.set().isEmpty() && kind == TableKind.CLASSIFICATION && !overSets) {
            throw fault(path, "names no set of images", "write set: with one of " + String.join(", ", sets.keySet()));
        }
        List<PublishedColumn> columns = columns(path, written);
        List<PublishedRow> rows = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < written.rows().size(); i++) {
            String at = path + ".rows[" + i + "]";
            WrittenPaper.Row row = written.rows().get(i);
            requireNew(at + ".id", "row", row.id(), ids);
            rows.add(row(at, row, written, columns));
        }
        return new PublishedTable(
                written.number(),
                written.title().orElse("Table " + written.number()),
                kind,
                written.set(),
                written.mean(),
                written.best(),
                columns,
                rows,
                written.note());
    }

    private List<PublishedColumn> columns(String path, WrittenPaper.Table table) {
        List<PublishedColumn> columns = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < table.columns().size(); i++) {
            String at = path + ".columns[" + i + "]";
            WrittenPaper.Column column = table.columns().get(i);
            requireNew(at + ".id", "column", column.id(), ids);
            column.classId().ifPresent(c -> require(at + ".class", "class", c, classesOf(table)));
            if (column.metric().ofClass() && column.classId().isEmpty()) {
                throw fault(
                        at,
                        "a metric of one class, and no class is named",
                        "write class: with one of " + String.join(", ", classesOf(table)));
            }
            if (!column.metric().isBounded()) {
                throw fault(
                        at,
                        column.metric().id() + " has no fixed range, and verdicts are about values in [-1, 1]",
                        "leave the column out");
            }
            columns.add(new PublishedColumn(
                    column.id(),
                    column.name().orElse(column.id()),
                    column.metric(),
                    column.classId(),
                    column.unit().orElse(usualUnit(column.metric())),
                    column.note()));
        }
        return columns;
    }

    private static PublishedUnit usualUnit(Metric metric) {
        return metric.isFraction() ? PublishedUnit.FRACTION : PublishedUnit.PERCENT;
    }

    /** Classes that a column of the table can be about: those of its set. */
    private Set<String> classesOf(WrittenPaper.Table table) {
        return table.set().map(set -> sets.get(set).counts().keySet()).orElse(classes);
    }

    private PublishedRow row(
            String path, WrittenPaper.Row row, WrittenPaper.Table table, List<PublishedColumn> columns) {
        Set<String> known =
                columns.stream().map(PublishedColumn::id).collect(Collectors.toCollection(LinkedHashSet::new));
        row.cells().keySet().forEach(c -> require(path + ".cells." + c, "column", c, known));
        Map<String, PublishedCell> read = new LinkedHashMap<>();
        for (PublishedColumn column : columns) {
            WrittenCell cell = row.cells().get(column.id());
            if (cell == null) {
                throw fault(
                        path,
                        "row '" + row.id() + "' has no cell for column '" + column.id() + "'",
                        "write its digits, '-' if the paper prints none, or unrecoverable if you cannot know");
            }
            String where = "Table " + table.number();
            read.put(
                    column.id(),
                    cells.read(
                            path + ".cells." + column.id(),
                            cell,
                            column,
                            where,
                            table.lost().orElse(LOST)));
        }
        row.matrix()
                .ifPresent(
                        m -> requireSquare(path + ".matrix", m, classesOf(table).size()));
        return new PublishedRow(row.id(), row.name().orElse(row.id()), read, row.matrix(), row.note());
    }

    private void requireSquare(String path, List<List<Long>> matrix, int classes) {
        boolean square = matrix.size() == classes && matrix.stream().allMatch(r -> r != null && r.size() == classes);
        if (!square || matrix.stream().flatMap(List::stream).anyMatch(n -> n == null || n < 0)) {
            throw fault(
                    path,
                    "no matrix of " + classes + " rows of " + classes + " numbers of images",
                    "write one row per true class and in it one number per given class");
        }
        BigInteger all =
                matrix.stream().flatMap(List::stream).map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        if (all.bitLength() >= Integer.SIZE) {
            throw fault(path, "a matrix of " + all + " images", "write at most " + Integer.MAX_VALUE + " in all");
        }
    }

    private void requireNew(String path, String what, String id, Set<String> earlier) {
        if (!Reference.ID.matcher(id).matches()) {
            throw fault(path, "'" + id + "' is not an id", "use letters, digits, '-' and '_', as in affinity-16");
        }
        if (!earlier.add(id)) {
            throw fault(path, "the " + what + " '" + id + "' appears twice", "give each " + what + " its own id");
        }
    }

    private void require(String path, String what, String id, Collection<String> known) {
        if (!known.contains(id)) {
            throw fault(path, "no " + what + " '" + id + "'", Suggestion.hint(id, List.copyOf(known)));
        }
    }

    private UserException fault(String path, String problem, String fix) {
        return new UserException(path + ": " + problem, document.where(path), fix);
    }

    /** Where a cell of a table stands in the document, for faults that are found later. */
    static Optional<String> path(Paper paper, Reference.OfCell cell) {
        for (int t = 0; t < paper.tables().size(); t++) {
            PublishedTable table = paper.tables().get(t);
            for (int r = 0; table.number() == cell.table() && r < table.rows().size(); r++) {
                if (table.rows().get(r).id().equals(cell.row())) {
                    return Optional.of("tables[" + t + "].rows[" + r + "].cells." + cell.column());
                }
            }
        }
        return Optional.empty();
    }
}
