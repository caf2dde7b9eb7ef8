package org.ctbench.harness.audit.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.PublishedTable;

/** Cells of another paper that measure the same on the same images. */
final class SameImages {
    private SameImages() {}

    /** A cell of another paper. */
    record Match(PublishedTable table, PublishedRow row, PublishedCell cell) {}

    /** Cells of {@code other} for the same value, class and split as a column; none if the column's split is not known. */
    static List<Match> of(Paper paper, PublishedTable table, PublishedColumn column, Paper other) {
        Optional<String> split = paper.setOf(table).flatMap(PublishedSet::split);
        List<Match> matches = new ArrayList<>();
        for (PublishedTable theirs : other.tables()) {
            boolean same = split.isPresent()
                    && other.setOf(theirs).flatMap(PublishedSet::split).equals(split);
            for (PublishedColumn candidate : theirs.columns()) {
                if (same
                        && candidate.metric() == column.metric()
                        && candidate.classId().equals(column.classId())
                        && candidate.unit() == column.unit()) {
                    theirs.rows()
                            .forEach(r ->
                                    matches.add(new Match(theirs, r, r.cells().get(candidate.id()))));
                }
            }
        }
        return matches;
    }
}
