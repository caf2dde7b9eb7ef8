package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Best;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PaperNumbers;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.Quote;
import org.ctbench.harness.papers.Reference;
import org.ctbench.harness.papers.Related;

/** Whether a cell that is called the best of its column is, here and beside the papers that it can be compared with. */
final class TopAudit {
    private final Paper paper;
    private final List<Paper> others;

    TopAudit(Paper paper, List<Paper> others) {
        this.paper = paper;
        this.others = others;
    }

    List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>();
        for (Quote quote : paper.quotes()) {
            Optional<Reference.OfCell> top =
                    quote.top().flatMap(Reference::parse).map(r -> (Reference.OfCell) r);
            top.map(cell -> finding(quote, cell)).ifPresent(findings::add);
        }
        return findings;
    }

    private AuditFinding finding(Quote quote, Reference.OfCell at) {
        PublishedTable table = paper.table(at.table());
        PublishedColumn column = table.column(at.column());
        Optional<BigDecimal> best = PaperNumbers.of(paper).cell(at).flatMap(PublishedCell::value);
        String about = quote.says() + " (" + quote.where() + ")";
        if (best.isEmpty()) {
            return of(quote, about, Verdict.CANNOT_TELL, "its digits are not known", List.of());
        }
        List<String> better = new ArrayList<>();
        int known = 0;
        for (PublishedRow row : table.rows()) {
            PublishedCell cell = row.cells().get(at.column());
            if (row.id().equals(at.row()) || cell.value().isEmpty()) {
                continue;
            }
            known++;
            if (isBetter(cell.value().get(), best.get(), table)) {
                better.add(
                        Places.name(table, row, column) + ": " + cell.digits().get() + ", " + cell.sentence());
            }
        }
        String own = best.get().toPlainString();
        if (!better.isEmpty()) {
            return of(quote, about, Verdict.CONTRADICTION, "it is " + own + ", and there is a better one", better);
        }
        List<String> elsewhere = elsewhere(table, column, best.get());
        if (!elsewhere.isEmpty()) {
            return of(
                    quote,
                    about,
                    Verdict.NOTE,
                    "it is " + own + ", and " + elsewhere.get(0),
                    elsewhere.subList(1, elsewhere.size()));
        }
        int rows = table.rows().size() - 1;
        if (known == 0 && rows > 0) {
            String sentence = "it is " + own + "; none of the " + rows + " other rows is known";
            return of(quote, about, Verdict.CANNOT_TELL, sentence, List.of());
        }
        String sentence = "it is " + own + "; " + known + " of the " + rows + " other rows "
                + (known == 1 ? "is" : "are") + " known, and " + (known == 1 ? "not" : "none is") + " better";
        return of(quote, about, Verdict.CONSISTENT, sentence, List.of());
    }

    /** Better values on the same images in other papers. */
    private List<String> elsewhere(PublishedTable table, PublishedColumn column, BigDecimal best) {
        List<String> lines = new ArrayList<>();
        for (Paper other : others) {
            String as = paper.related().stream()
                    .filter(r -> r.paper().equals(other.id()))
                    .map(Related::as)
                    .findFirst()
                    .orElse(other.id());
            for (SameImages.Match match : SameImages.of(paper, table, column, other)) {
                match.cell()
                        .value()
                        .filter(v -> isBetter(v, best, table))
                        .ifPresent(v -> lines.add(
                                as + " reports " + match.cell().digits().get() + " for "
                                        + match.row().name() + " on the same images (" + other.id() + ", table "
                                        + match.table().number() + ")"));
            }
        }
        return lines;
    }

    private static boolean isBetter(BigDecimal value, BigDecimal best, PublishedTable table) {
        int sign = value.compareTo(best);
        return table.best().orElse(Best.HIGHEST) == Best.HIGHEST ? sign > 0 : sign < 0;
    }

    private static AuditFinding of(Quote quote, String about, Verdict verdict, String sentence, List<String> evidence) {
        AuditFinding finding = AuditFinding.of(ArithmeticAudit.CHECK, about, verdict, sentence, evidence);
        return quote.discrepancy().map(finding::known).orElse(finding);
    }
}
