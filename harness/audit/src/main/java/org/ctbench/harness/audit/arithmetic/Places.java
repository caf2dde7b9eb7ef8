package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.papers.Expression;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PaperNumbers;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.Range;
import org.ctbench.harness.papers.Reference;

/** Names of cells and sets for people, and on what cells rest. */
final class Places {
    private final Paper paper;
    private final PaperNumbers values;

    Places(Paper paper) {
        this.paper = paper;
        this.values = PaperNumbers.of(paper);
    }

    /** {@code Table 4, C* = 16, COVID-19}. */
    String name(Reference reference) {
        if (reference instanceof Reference.OfCell cell) {
            PublishedTable table = paper.table(cell.table());
            return name(table, table.row(cell.row()), table.column(cell.column()));
        }
        if (reference instanceof Reference.OfQuote quote) {
            return paper.findQuote(quote.quote()).orElseThrow().says();
        }
        if (reference instanceof Reference.OfPatients patients) {
            return "patients of " + paper.set(patients.set()).name();
        }
        Reference.OfSet set = (Reference.OfSet) reference;
        return set.classId().map(c -> paper.className(c) + " in ").orElse("")
                + paper.set(set.set()).name();
    }

    static String name(PublishedTable table, PublishedRow row) {
        return "Table " + table.number() + ", " + row.name();
    }

    static String name(PublishedTable table, PublishedRow row, PublishedColumn column) {
        return name(table, row) + ", " + column.name();
    }

    /** Whether a number was derived, however far back, from what a quote states. */
    boolean restsOn(Expression expression, String quote) {
        return restsOn(expression, quote, new HashSet<>());
    }

    private boolean restsOn(Expression expression, String quote, Set<Reference> seen) {
        for (Reference reference : expression.references()) {
            if (reference.equals(new Reference.OfQuote(quote))) {
                return true;
            }
            Optional<PublishedCell> cell = reference instanceof Reference.OfCell c ? values.cell(c) : Optional.empty();
            if (seen.add(reference)
                    && cell.isPresent()
                    && cell.get() instanceof PublishedCell.Derived derived
                    && restsOn(Expression.parse(derived.arithmetic()), quote, seen)) {
                return true;
            }
        }
        return false;
    }

    /** A value with some decimals, rounded half up. */
    static String digits(Range value, int decimals) {
        BigDecimal middle = value.low().add(value.high()).divide(BigDecimal.valueOf(2));
        return middle.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
}
