package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.feasibility.Budget;
import org.ctbench.harness.audit.feasibility.Feasibility;
import org.ctbench.harness.audit.feasibility.ScoreRange;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.audit.granularity.PrintedValue;
import org.ctbench.harness.audit.granularity.Printing;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.Best;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.Quote;
import org.ctbench.harness.papers.Reference;

/** Whether a value that is called the highest can be, given what the other rows' known values say of their unknown ones. */
final class BestAudit {
    private final Paper paper;
    private final PublishedTable table;
    private final PublishedSet set;

    BestAudit(Paper paper, PublishedTable table, PublishedSet set) {
        this.paper = paper;
        this.table = table;
        this.set = set;
    }

    List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>();
        for (Quote quote : paper.quotes()) {
            quote.top()
                    .flatMap(Reference::parse)
                    .map(r -> (Reference.OfCell) r)
                    .filter(at -> at.table() == table.number() && table.best().orElse(Best.HIGHEST) == Best.HIGHEST)
                    .ifPresent(at -> findings.addAll(of(quote, at)));
        }
        return findings;
    }

    private List<AuditFinding> of(Quote quote, Reference.OfCell at) {
        List<AuditFinding> findings = new ArrayList<>();
        PublishedColumn column = table.column(at.column());
        Optional<RowValue> best = RowValue.of(table, table.row(at.row())).stream()
                .filter(f -> f.column() == column)
                .findFirst();
        if (best.isEmpty() || column.metric() != Metric.WEIGHTED_F1) {
            return findings;
        }
        for (PublishedRow row : table.rows()) {
            List<RowValue> values = RowValue.of(table, row);
            boolean open = values.stream().noneMatch(f -> f.column() == column);
            if (open && values.size() == set.classes().size()) {
                findings.addAll(of(quote, best.get(), row, values));
            }
        }
        return findings;
    }

    private List<AuditFinding> of(Quote quote, RowValue best, PublishedRow row, List<RowValue> values) {
        List<AuditFinding> findings = new ArrayList<>();
        above(quote, best, row, values, "").ifPresent(findings::add);
        for (RowValue value : values) {
            for (RowValue other : RowValue.elsewhere(value.column(), value.cell())) {
                List<RowValue> replaced =
                        values.stream().map(f -> f == value ? other : f).toList();
                String condition = other.cell() instanceof PublishedCell.Derived d
                        ? d.condition().map(c -> ", " + c).orElse("")
                        : ", " + other.source();
                above(quote, best, row, replaced, condition)
                        .map(f -> other.cell()
                                .remarks()
                                .discrepancy()
                                .map(f::known)
                                .orElse(f))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** A contradiction if the row's value must be above the one that is called the highest. */
    private Optional<AuditFinding> above(
            Quote quote, RowValue best, PublishedRow row, List<RowValue> values, String condition) {
        PrintedValue.Unit unit = best.printed().unit();
        BigFraction highest = best.window(Printing.EITHER).high();
        List<String> lines = new ArrayList<>();
        values.stream()
                .filter(f -> f.cell() instanceof PublishedCell.Derived)
                .map(RowValue::source)
                .forEach(lines::add);
        boolean above = true;
        for (WeightReading weights : WeightReading.of(paper, set.classes())) {
            for (SizeReading size : SizeReading.of(set)) {
                Trial trial = new Trial(
                        Printing.EITHER, size, Convention.plain(weights), values, Budget.ofSteps(Feasibility.EFFORT));
                Optional<ScoreRange> range = trial.range(weights.score(size.sizes()), Optional.empty());
                if (weights.isWeighted()) {
                    above &= range.isPresent() && range.get().low().bound().compareTo(highest) > 0;
                }
                range.ifPresent(
                        r -> lines.add(weights.words() + " lies in " + DecimalShares.range(r, unit) + note(weights)));
            }
        }
        if (!above) {
            return Optional.empty();
        }
        AuditFinding finding = AuditFinding.of(
                FeasibilityAudit.CHECK,
                FeasibilityAudit.name(table, row) + condition,
                Verdict.CONTRADICTION,
                "with " + RowWording.names(values) + " its weighted F1 is above the " + best.printed()
                        + " that is called the highest",
                lines);
        return Optional.of(quote.discrepancy().map(finding::known).orElse(finding));
    }

    private static String note(WeightReading weights) {
        return weights.isWeighted() ? "" : " (another reading of the column)";
    }
}
