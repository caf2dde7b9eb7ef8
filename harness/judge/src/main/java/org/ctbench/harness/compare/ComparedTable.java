package org.ctbench.harness.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.statistics.Question;

/**
 * A published table beside what runs gave.
 *
 * @param table the table
 * @param set the evaluation set that it is about; empty if it is about none, or the runs do not have it
 * @param about what the runs' values are about, for people; empty text if the runs have no such set
 * @param questions what is asked of its cells
 * @param cells row by row, all columns of each
 * @param others the same of models that were trained elsewhere and have no row in the table
 */
public record ComparedTable(
        PublishedTable table,
        Optional<EvaluationSet> set,
        String about,
        List<Question> questions,
        List<ComparedCell> cells,
        List<ComparedCell> others) {
    public ComparedTable {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(about, "about");
        questions = List.copyOf(questions);
        cells = List.copyOf(cells);
        others = List.copyOf(others);
    }

    /** The rows of {@link #others}, each with its cells in the order of the columns. */
    public List<List<ComparedCell>> otherRows() {
        return List.copyOf(others.stream()
                .collect(Collectors.groupingBy(ComparedCell::row, LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    /** The cells of a row, in the order of the columns. */
    public List<ComparedCell> row(String id) {
        return cells.stream().filter(cell -> cell.row().equals(id)).toList();
    }
}
