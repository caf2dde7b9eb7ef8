package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Expression;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PaperNumbers;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.Quote;
import org.ctbench.harness.papers.Range;
import org.ctbench.harness.papers.Reference;

/** What the text of a paper says of its numbers: sums, differences, ratios and sizes. */
final class QuoteAudit {
    private static final String CHECK = ArithmeticAudit.CHECK;

    private final Paper paper;
    private final PaperNumbers values;
    private final Places places;

    QuoteAudit(Paper paper) {
        this.paper = paper;
        this.values = PaperNumbers.of(paper);
        this.places = new Places(paper);
    }

    List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>();
        for (Quote quote : paper.quotes()) {
            quote.equals().ifPresent(c -> findings.add(known(quote, equal(quote, c))));
            quote.over().ifPresent(c -> findings.add(known(quote, over(quote, c))));
        }
        return findings;
    }

    private static AuditFinding known(Quote quote, AuditFinding finding) {
        return quote.discrepancy().map(finding::known).orElse(finding);
    }

    private AuditFinding equal(Quote quote, Quote.Comparison comparison) {
        Expression expression = Expression.parse(comparison.of());
        if (places.restsOn(expression, quote.id())) {
            return finding(
                    quote,
                    Verdict.CANNOT_TELL,
                    "a number that it compares is known from this statement alone",
                    List.of());
        }
        BigDecimal stated = comparison.stated().value();
        Optional<Agreement> agreement = Agreement.of(stated, expression, values);
        if (agreement.isEmpty()) {
            return finding(quote, Verdict.CANNOT_TELL, lost(expression), List.of());
        }
        Range value = expression.value(values::exact).orElseThrow();
        int more = agreement.get().isUnusual() ? 1 : 0;
        String sum = sum(expression, value, stated.scale() + more);
        List<String> evidence = parts(expression);
        return switch (agreement.get()) {
            case ROUNDED -> finding(quote, Verdict.CONSISTENT, sum, evidence);
            case ALLOWED ->
                finding(quote, Verdict.CONSISTENT, sum + ", which the rounding of its parts allows", evidence);
            case CUT_OFF, ROUNDED_UP ->
                finding(
                        quote,
                        Verdict.NOTE,
                        sum + ", which gives " + comparison.stated() + " only if "
                                + agreement.get().words(),
                        evidence);
            case NONE -> {
                evidence.addAll(byStatedSizes(stated, expression));
                yield finding(
                        quote, Verdict.CONTRADICTION, "stated as " + comparison.stated() + ", but " + sum, evidence);
            }
        };
    }

    /** What each number of a sum counts, if there are several. */
    private List<String> parts(Expression expression) {
        List<String> lines = new ArrayList<>();
        if (expression.references().size() > 1) {
            expression.references().stream()
                    .distinct()
                    .forEach(r -> lines.add(values.digits(r).orElseThrow() + ": " + places.name(r)));
        }
        return lines;
    }

    /** Whether a size that the paper states of a set, in place of its count, would give the number. */
    private List<String> byStatedSizes(BigDecimal stated, Expression expression) {
        List<String> lines = new ArrayList<>();
        for (PublishedSet set : paper.sets()) {
            Reference total = new Reference.OfSet(set.id(), Optional.empty());
            for (PublishedSet.StatedTotal size : set.stated()) {
                if (!expression.references().contains(total)) {
                    continue;
                }
                Range images = Range.of(BigDecimal.valueOf(size.images()));
                expression
                        .value(r -> r.equals(total) ? Optional.of(images) : values.exact(r))
                        .filter(value -> Agreement.of(stated, value) != Agreement.NONE)
                        .ifPresent(value -> lines.add("with the " + size.images() + " images that " + size.where()
                                + " gives " + set.name() + ": " + Places.digits(value, stated.scale())));
            }
        }
        return lines;
    }

    /** {@code 600 + 12976 = 13576}; a number alone is named by what it counts. */
    private String sum(Expression expression, Range value, int decimals) {
        String filled = expression.filled(values::digits);
        boolean alone = filled.matches("[0-9.]+") && expression.references().size() == 1;
        return (alone ? places.name(expression.references().iterator().next()) : filled) + " = "
                + Places.digits(value, decimals);
    }

    private String lost(Expression expression) {
        return expression.references().stream()
                .filter(r -> values.digits(r).isEmpty())
                .map(places::name)
                .collect(Collectors.joining(" and ", "not known: ", ""));
    }

    private AuditFinding over(Quote quote, Quote.Comparison comparison) {
        Expression expression = Expression.parse(comparison.of());
        Optional<Range> value = expression.value(values::exact);
        if (value.isEmpty()) {
            return finding(quote, Verdict.CANNOT_TELL, lost(expression), List.of());
        }
        BigDecimal stated = comparison.stated().value();
        String sum = sum(expression, value.get(), stated.scale());
        List<String> parts = parts(expression);
        if (value.get().high().compareTo(stated) <= 0) {
            return finding(quote, Verdict.CONTRADICTION, "not over " + comparison.stated() + ": " + sum, parts);
        }
        List<Quote> later = paper.quotes()
                .subList(paper.quotes().indexOf(quote) + 1, paper.quotes().size());
        return later.stream() // said once, of the first of the two
                .filter(q -> q.over().isPresent()
                        && q.over().get().of().equals(comparison.of())
                        && !q.over().get().stated().equals(comparison.stated()))
                .findFirst()
                .map(q -> finding(
                        quote,
                        Verdict.NOTE,
                        "true, as " + sum + "; but it is over " + q.over().get().stated() + " in: " + q.where(),
                        parts))
                .orElseGet(() -> finding(quote, Verdict.CONSISTENT, sum, parts));
    }

    private static AuditFinding finding(Quote quote, Verdict verdict, String sentence, List<String> evidence) {
        return AuditFinding.of(CHECK, quote.says() + " (" + quote.where() + ")", verdict, sentence, evidence);
    }
}
