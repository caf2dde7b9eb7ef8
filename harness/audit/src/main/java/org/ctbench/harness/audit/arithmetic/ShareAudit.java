package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PrintedNumber;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.Quote;
import org.ctbench.harness.papers.Range;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.SplitLock;

/** Whether stated class shares add up, and to which set they really belong: every set and every pinned list is tried. */
final class ShareAudit {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Paper paper;
    private final Map<String, Map<String, Long>> candidates = new LinkedHashMap<>();

    ShareAudit(Paper paper, Locks locks) {
        this.paper = paper;
        for (PublishedSet set : paper.sets()) {
            Map<String, Long> counts = new LinkedHashMap<>();
            set.counts().forEach((c, n) -> counts.put(c, n.longValue()));
            candidates.put(set.name(), counts);
        }
        List<String> known =
                paper.sets().stream().flatMap(s -> s.split().stream()).toList();
        for (SplitLock lock : locks.splits()) {
            boolean published = locks.dataSet(lock.dataSet()).kind() == DataSetLock.Kind.PUBLISHED;
            if (published && !known.contains(lock.id())) {
                Map<String, Long> counts = new LinkedHashMap<>();
                lock.perClass().forEach((name, images) -> counts.put(name, images.longValue()));
                candidates.put(lock.id(), counts);
            }
        }
    }

    List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>();
        for (Quote quote : paper.quotes()) {
            quote.shares().ifPresent(shares -> {
                AuditFinding finding = finding(quote, shares);
                findings.add(quote.discrepancy().map(finding::known).orElse(finding));
            });
        }
        return findings;
    }

    private AuditFinding finding(Quote quote, Quote.Shares shares) {
        String claimed = paper.set(shares.set()).name();
        List<String> fitting = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        evidence.add("stated: " + shown(shares.percent()));
        evidence.add(claimed + ": " + shown(shares, candidates.get(claimed)));
        Map<String, Map<String, Long>> alike = new LinkedHashMap<>(candidates);
        alike.values()
                .removeIf(
                        c -> !c.keySet().equals(paper.set(shares.set()).counts().keySet()));
        alike.forEach((name, counts) -> {
            if (fits(shares, counts)) {
                fitting.add(name);
                evidence.add(name.equals(claimed) ? name + " fits" : name + ": " + shown(shares, counts));
            }
        });
        boolean addsUp = addsUp(shares);
        if (!addsUp) {
            evidence.add(
                    shares.percent().values().stream()
                                    .map(PrintedNumber::digits)
                                    .collect(Collectors.joining(" + ")) + " = " + sum(shares));
        }
        String about = quote.says() + " (" + quote.where() + ")";
        String total = addsUp ? "" : "; they add up to " + sum(shares);
        AuditFinding.Verdict verdict = fitting.contains(claimed) && addsUp ? Verdict.CONSISTENT : Verdict.CONTRADICTION;
        String sentence = fitting.contains(claimed)
                ? "the shares are those of " + claimed
                : fitting.isEmpty()
                        ? "no known set has these shares, of " + alike.size() + " tried"
                        : "the shares are not those of " + claimed + " but of " + String.join(", ", fitting);
        return AuditFinding.of(ArithmeticAudit.CHECK, about, verdict, sentence + total, evidence);
    }

    private boolean fits(Quote.Shares shares, Map<String, Long> counts) {
        return shares.percent().entrySet().stream()
                .allMatch(e -> Agreement.of(e.getValue().value(), share(e.getKey(), counts)) != Agreement.NONE);
    }

    private static Range share(String c, Map<String, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return Range.of(BigDecimal.valueOf(100 * counts.get(c)))
                .dividedBy(Range.of(BigDecimal.valueOf(all)))
                .orElseThrow();
    }

    /** Whether shares that are printed so can be those of all images; always true if a class has none. */
    private boolean addsUp(Quote.Shares shares) {
        if (!shares.percent().keySet().equals(paper.set(shares.set()).counts().keySet())) {
            return true;
        }
        BigDecimal low = BigDecimal.ZERO;
        BigDecimal high = BigDecimal.ZERO;
        for (PrintedNumber printed : shares.percent().values()) {
            BigDecimal share = printed.value();
            low = low.add(Range.printed(share).low());
            high = high.add(Range.printed(share).high());
        }
        return low.compareTo(HUNDRED) <= 0 && high.compareTo(HUNDRED) >= 0;
    }

    private static String sum(Quote.Shares shares) {
        return shares.percent().values().stream()
                .map(PrintedNumber::value)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }

    private String shown(Map<String, PrintedNumber> percent) {
        return percent.entrySet().stream()
                .map(e -> paper.className(e.getKey()) + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private String shown(Quote.Shares shares, Map<String, Long> counts) {
        return shares.percent().keySet().stream()
                .map(c -> paper.className(c) + " " + Places.digits(share(c, counts), 2))
                .collect(Collectors.joining(", "));
    }
}
