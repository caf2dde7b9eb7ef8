package org.ctbench.harness.compare;

import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.statistics.Verdict;

/**
 * A cell of a published table beside what runs gave.
 *
 * @param row id of the row
 * @param name the row as the paper calls it
 * @param column its column
 * @param published what is published
 * @param reproduced what was measured; empty if nothing was
 * @param verdict how the two stand to each other
 */
public record ComparedCell(
        String row,
        String name,
        PublishedColumn column,
        PublishedCell published,
        Optional<Reproduced> reproduced,
        Verdict verdict) {
    public ComparedCell {
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(published, "published");
        Objects.requireNonNull(reproduced, "reproduced");
        Objects.requireNonNull(verdict, "verdict");
    }
}
