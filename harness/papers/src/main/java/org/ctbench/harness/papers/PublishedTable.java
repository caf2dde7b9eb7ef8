package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/**
 * A published table: every row has a cell for every column.
 *
 * @param number of the table in the paper; its place for a paper that numbers none
 * @param title its heading
 * @param kind what it is about
 * @param set id of the set that it is about
 * @param mean what its values are means over; empty if each is that of one confusion matrix
 * @param best which value of a column the paper marks; empty if none, or not known
 * @param columns columns in the paper's order
 * @param rows rows in the paper's order
 * @param note what is known about the table
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PublishedTable(
        int number,
        String title,
        TableKind kind,
        Optional<String> set,
        Optional<PublishedMean> mean,
        Optional<Best> best,
        List<PublishedColumn> columns,
        List<PublishedRow> rows,
        Optional<String> note) {
    public PublishedTable {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(set);
        Objects.requireNonNull(mean);
        Objects.requireNonNull(best);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        Objects.requireNonNull(note);
    }

    /** The same table with other rows. */
    PublishedTable with(List<PublishedRow> others) {
        return new PublishedTable(number, title, kind, set, mean, best, columns, others, note);
    }

    /** The same table with its columns read otherwise. */
    public PublishedTable withColumns(List<PublishedColumn> others) {
        return new PublishedTable(number, title, kind, set, mean, best, others, rows, note);
    }

    /** @throws UserException if there is no such row or column */
    public PublishedCell cell(String rowId, String columnId) {
        return row(rowId).cells().get(column(columnId).id());
    }

    /** The row of that id, if the table has it. */
    public Optional<PublishedRow> findRow(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** The column of that id, if the table has it. */
    public Optional<PublishedColumn> findColumn(String id) {
        return columns.stream().filter(column -> column.id().equals(id)).findFirst();
    }

    /** @throws UserException if there is no such row */
    public PublishedRow row(String id) {
        return findRow(id)
                .orElseThrow(() ->
                        missing("row", id, rows.stream().map(PublishedRow::id).toList()));
    }

    /** @throws UserException if there is no such column */
    public PublishedColumn column(String id) {
        return findColumn(id)
                .orElseThrow(() -> missing(
                        "column", id, columns.stream().map(PublishedColumn::id).toList()));
    }

    private UserException missing(String what, String id, List<String> known) {
        return new UserException(
                "no " + what + " '" + id + "'", "table " + number + " of the paper", Suggestion.hint(id, known));
    }
}
