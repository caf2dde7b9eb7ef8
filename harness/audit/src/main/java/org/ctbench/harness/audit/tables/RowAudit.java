package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctbench.harness.audit.feasibility.Budget;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.audit.granularity.Printing;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.PublishedTable;

/** The values of one row: as the table has them, and with each that the paper states otherwise elsewhere. */
final class RowAudit {
    private static final int OPEN_CLASSES = 10;

    private final Paper paper;
    private final PublishedSet set;
    private final String about;
    private final List<RowValue> values;
    private final boolean hasMatrix;
    private final RowLimit limit;
    private final Budget budget;
    private boolean withOpenScores;

    RowAudit(Paper paper, PublishedTable table, PublishedSet set, PublishedRow row, RowLimit limit) {
        this.paper = paper;
        this.set = set;
        this.about = FeasibilityAudit.name(table, row);
        this.values = RowValue.of(table, row);
        this.hasMatrix = row.matrix().isPresent();
        this.limit = limit;
        this.budget = limit.start();
    }

    /** Findings about the row; none if the paper has fewer than two values of it and says nothing else of them. */
    List<AuditFinding> findings(Optional<String> weightsDiscrepancy, boolean open) {
        withOpenScores = open;
        List<AuditFinding> findings = new ArrayList<>();
        if (values.isEmpty()) {
            return findings;
        }
        Trials asPrinted = new Trials(paper, set, values, budget);
        if (values.size() > 1) {
            findings.add(asPrinted(asPrinted));
            weights(asPrinted, weightsDiscrepancy).ifPresent(findings::add);
        }
        for (RowValue value : hasMatrix ? List.<RowValue>of() : values) { // the matrix itself decides
            for (RowValue other : RowValue.elsewhere(value.column(), value.cell())) {
                otherwise(asPrinted, value, other).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private AuditFinding asPrinted(Trials trials) {
        Optional<String> known = onlyKnown(trials);
        AuditFinding finding = finding(trials, about, values, "");
        boolean fine = finding.verdict() == Verdict.CONSISTENT;
        return known.isPresent() && !fine ? finding.known(known.get()) : finding;
    }

    /** The known discrepancy of the values that are at fault, if they have one alone. */
    private Optional<String> onlyKnown(Trials trials) {
        List<String> conflict = trials.simplest().isPresent()
                ? List.of()
                : trials.widest().conflict().orElse(List.of());
        Set<String> known = values.stream()
                .filter(f ->
                        conflict.isEmpty() ? f.column().metric() == Metric.WEIGHTED_F1 : conflict.contains(f.name()))
                .map(f -> f.cell().remarks().discrepancy())
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return known.size() == 1 ? Optional.of(known.iterator().next()) : Optional.empty();
    }

    private Optional<AuditFinding> otherwise(Trials asPrinted, RowValue value, RowValue other) {
        if (other.printed().value().equals(value.printed().value())) {
            return Optional.empty(); // the same number with another number of digits
        }
        List<RowValue> replaced =
                values.stream().map(f -> f == value ? other : f).toList();
        Trials trials = new Trials(paper, set, replaced, budget);
        boolean agrees = trials.simplest().isPresent();
        boolean bothAgree = agrees && asPrinted.simplest().isPresent();
        if (agrees && !other.isPrinted()) {
            return Optional.empty();
        }
        String with = about + ", with " + other.source() + " in place of " + value.source();
        AuditFinding finding = bothAgree
                ? AuditFinding.of(
                        FeasibilityAudit.CHECK,
                        with,
                        Verdict.NOTE,
                        "both " + value.printed() + " and " + other.printed() + " agree with the rest of the row",
                        readings(trials))
                : finding(trials, with, replaced, comparison(asPrinted, value));
        return Optional.of(
                other.cell().remarks().discrepancy().map(finding::known).orElse(finding));
    }

    private static String comparison(Trials asPrinted, RowValue value) {
        return asPrinted.simplest().isPresent() ? "; with " + value.printed() + " they agree" : "";
    }

    private AuditFinding finding(Trials trials, String what, List<RowValue> row, String more) {
        List<String> evidence = new ArrayList<>();
        Verdict verdict;
        String sentence;
        Optional<Trial> simplest = trials.simplest();
        if (simplest.isPresent()) {
            Trial trial = simplest.get();
            boolean plain = trial.printing() == Printing.ROUNDED
                    && trial.size().isListed()
                    && trial.convention().isPlain()
                    && trial.weights().isWeighted();
            verdict = plain ? Verdict.CONSISTENT : Verdict.NOTE;
            sentence = RowWording.names(row) + (plain ? " agree" : " agree only if " + RowWording.condition(trial));
            evidence.addAll(readings(trials));
            boolean many = row.size() >= set.classes().size(); // fewer values leave too much open
            if (withOpenScores && many && set.classes().size() <= OPEN_CLASSES) {
                evidence.addAll(new OpenScores(trial.limited(), classNames(), trials.weightsMatter()).lines());
            }
        } else if (trials.unsettled()) {
            verdict = Verdict.CANNOT_TELL;
            sentence = "no matrix with " + RowWording.names(row)
                    + " was found, and it is not proved that there is none: the search was " + limit.words();
            evidence.addAll(RowWording.unsettled(trials));
        } else {
            verdict = Verdict.CONTRADICTION;
            sentence = "no confusion matrix has " + RowWording.names(row) + RowWording.whatever(trials);
            evidence.addAll(RowWording.conflict(trials));
        }
        if (budget.isSpent() && verdict != Verdict.CANNOT_TELL) {
            evidence.add("there may be more to say: the search was " + limit.words());
        }
        return AuditFinding.of(FeasibilityAudit.CHECK, what, verdict, sentence + more, evidence);
    }

    private List<String> classNames() {
        return set.classes().stream().map(paper::className).toList();
    }

    /** Under which readings the values agree: each way of printing with what it allows and no stricter one does. */
    private static List<String> readings(Trials trials) {
        List<Trial> agreeing = trials.agreeing().map(Trials.Outcome::trial).toList();
        List<Trial> found = agreeing.isEmpty()
                ? trials.substitutes().map(Trials.Outcome::trial).toList()
                : agreeing;
        Set<String> said = new LinkedHashSet<>();
        List<String> lines = new ArrayList<>();
        for (Printing printing : Printing.values()) {
            Map<String, Set<String>> sizes = new LinkedHashMap<>();
            found.stream()
                    .filter(t -> t.printing() == printing)
                    .forEach(t -> sizes.computeIfAbsent(
                                    trials.weightsMatter() ? t.weights().words() : "", w -> new LinkedHashSet<>())
                            .add(t.size().words()));
            Set<String> words = new LinkedHashSet<>();
            sizes.forEach((weights, of) -> words.add(weights + trials.sizeWords(of)));
            words.removeIf(w -> printing.isMixed() && said.contains(w));
            said.addAll(words);
            if (!words.isEmpty()) {
                boolean plain = words.equals(Set.of(""));
                lines.add("can be " + printing.words() + (plain ? "" : ": " + String.join("; ", words)));
            }
        }
        return lines;
    }

    /** Which of the paper's weights of F1 its values allow, if it has several. */
    private Optional<AuditFinding> weights(Trials trials, Optional<String> discrepancy) {
        Map<String, Set<Printing>> printings = new LinkedHashMap<>();
        paper.weights().forEach(w -> printings.put(w.id(), new LinkedHashSet<>()));
        for (Trials.Outcome outcome : trials.all()) {
            Trial trial = outcome.trial();
            if (printings.containsKey(trial.weights().id()) && outcome.agrees()) {
                printings.get(trial.weights().id()).add(trial.printing());
            }
        }
        boolean tried = trials.weightsMatter()
                && trials.all().stream()
                        .anyMatch(o -> printings.containsKey(o.trial().weights().id()));
        if (!tried
                || printings.size() < 2
                || printings.values().stream().distinct().count() == 1) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        paper.weights()
                .forEach(w -> lines.add(WeightReading.of(paper, set.classes()).stream()
                        .filter(r -> r.id().equals(w.id()))
                        .flatMap(r -> r.constants().stream())
                        .map(c -> "'" + w.id() + "' is " + c
                                + w.source().map(source -> ": " + source).orElse(""))
                        .collect(Collectors.joining())));
        trials.all().stream()
                .map(Trials.Outcome::trial)
                .filter(t -> printings.containsKey(t.weights().id())
                        && t.size().isListed()
                        && t.printing() == Printing.EITHER)
                .forEach(t -> lines.addAll(RowWording.weightedRange(t)));
        AuditFinding finding = AuditFinding.of(
                FeasibilityAudit.CHECK,
                about + ", weights of F1",
                Verdict.NOTE,
                "the known weights of F1 do not fit equally well: " + RowWording.fit(printings),
                lines);
        return Optional.of(discrepancy.map(finding::known).orElse(finding));
    }
}
