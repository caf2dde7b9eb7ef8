package org.ctbench.harness.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.audit.arithmetic.ArithmeticAudit;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.PublishedUnit;
import org.ctbench.harness.papers.TableKind;

/**
 * A paper with columns of percentages read as fractions, where no value of theirs is above 1: a forgotten {@code unit: fraction}.
 *
 * @param paper the paper read so
 * @param columns names of the columns that are read so
 */
record FractionReading(Paper paper, List<String> columns) {
    FractionReading {
        columns = List.copyOf(columns);
    }

    /** The reading of a paper; empty if it has no such column. */
    static Optional<FractionReading> of(Paper paper) {
        List<String> names = new ArrayList<>();
        List<PublishedTable> tables = new ArrayList<>();
        for (PublishedTable table : paper.tables()) {
            List<PublishedColumn> columns = new ArrayList<>();
            for (PublishedColumn column : table.columns()) {
                boolean fraction = table.kind() == TableKind.CLASSIFICATION && canBe(table, column);
                columns.add(fraction ? column.with(PublishedUnit.FRACTION) : column);
                if (fraction) {
                    names.add("Table " + table.number() + ", " + column.name());
                }
            }
            tables.add(table.withColumns(columns));
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(new FractionReading(paper.with(tables), names));
    }

    private static boolean canBe(PublishedTable table, PublishedColumn column) {
        List<BigDecimal> values = table.rows().stream()
                .map(row -> row.cells().get(column.id()))
                .flatMap(cell -> PublishedCell.values(cell).stream())
                .toList();
        return column.unit() == PublishedUnit.PERCENT
                && values.stream().anyMatch(v -> v.signum() > 0 && v.scale() > 0)
                && values.stream().allMatch(v -> v.compareTo(BigDecimal.ONE) <= 0);
    }

    /** That the values agree better so. */
    AuditFinding note() {
        return AuditFinding.of(
                ArithmeticAudit.CHECK,
                columns.size() == 1
                        ? columns.get(0)
                        : columns.get(0) + " and " + (columns.size() - 1) + " more columns",
                Verdict.NOTE,
                "no value is above 1, and as percentages they contradict each other: they are read as fractions, as with"
                        + " unit: fraction",
                columns.size() == 1 ? List.of() : columns);
    }
}
