package org.ctbench.harness.audit.tables;

import java.util.List;
import java.util.Optional;
import org.ctbench.harness.audit.means.MeanScore;
import org.ctbench.harness.papers.PublishedColumn;

/**
 * What the values of a column are means of.
 *
 * @param column the column
 * @param classes ids of the classes
 */
record RowValueScore(PublishedColumn column, List<String> classes) {
    /** The score; empty if its mean does not follow from sums of counts. */
    Optional<MeanScore> score() {
        return MeanScore.of(
                column.metric(), column.classId().map(classes::indexOf).orElse(-1), classes.size());
    }
}
