package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.audit.feasibility.Budget;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.audit.means.MeanSearch;
import org.ctbench.harness.audit.means.Parts;
import org.ctbench.harness.audit.means.Settled;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedClass;
import org.ctbench.harness.papers.PublishedMean;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.PublishedTable;

/** Whether values that are means over folds, seeds or sets can all be true. */
public final class MeanAudit {
    /** Id of the check. */
    public static final String CHECK = "means";

    /** Of stratified folds, ways to place the images that are left over. */
    private static final int MOST_WAYS = 3_000;

    private final PublishedTable table;
    private final RowLimit limit;
    private final List<String> classes;
    private final List<String> ofAreas; // classes for areas under curves; none if a set lacks images of all but one
    private final Optional<List<Parts>> ways;
    private final String over;

    private MeanAudit(Paper paper, PublishedTable table, RowLimit limit) {
        this.table = table;
        this.limit = limit;
        PublishedMean mean = table.mean().orElseThrow();
        List<PublishedSet> sets = mean.of()
                .map(ids -> ids.stream().map(paper::set).toList())
                .orElseGet(() -> List.of(paper.setOf(table).orElseThrow()));
        classes = mean.over() == PublishedMean.Over.SETS
                ? paper.classes().stream().map(PublishedClass::id).toList()
                : sets.get(0).classes();
        ofAreas = sets.stream().allMatch(SizeReading::areComplete)
                ? sets.stream()
                        .flatMap(set -> set.classes().stream())
                        .distinct()
                        .toList()
                : List.of();
        over = switch (mean.over()) {
            case FOLDS ->
                mean.parts().map(List::size).orElseGet(() -> mean.count().getAsInt()) + " folds"
                        + (mean.repeats().isPresent() ? ", " + mean.repeats().getAsInt() + " times" : "");
            case SEEDS -> mean.count().getAsInt() + " seeds";
            case SETS ->
                "the sets "
                        + RowWording.list(sets.stream().map(PublishedSet::name).toList());
        };
        ways = ways(mean, sets)
                .flatMap(once -> Parts.repeated(once, mean.repeats().orElse(1), MOST_WAYS));
    }

    private Optional<List<Parts>> ways(PublishedMean mean, List<PublishedSet> sets) {
        List<List<Long>> images =
                mean
                        .parts()
                        .orElseGet(() -> sets.stream().map(PublishedSet::counts).toList())
                        .stream()
                        .map(this::images)
                        .toList();
        if (mean.count().isEmpty()) {
            return Optional.of(List.of(Parts.of(images)));
        }
        int count = mean.count().getAsInt();
        return mean.over() == PublishedMean.Over.SEEDS
                ? Optional.of(List.of(Parts.repeated(images.get(0), count)))
                : Parts.stratified(images.get(0), count, MOST_WAYS);
    }

    private List<Long> images(Map<String, Integer> counts) {
        return classes.stream().map(c -> (long) counts.getOrDefault(c, 0)).toList();
    }

    /** A finding for each row, and one for the columns of each table of which means cannot be told. */
    public static List<AuditFinding> of(Paper paper, RowLimit limit) {
        List<AuditFinding> findings = new ArrayList<>();
        for (PublishedTable table : paper.tables()) {
            if (table.mean().isPresent()) {
                findings.addAll(new MeanAudit(paper, table, limit).findings());
            }
        }
        return findings;
    }

    private List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>();
        List<String> untold = table.columns().stream()
                .filter(column -> column.metric().ofCounts().isPresent())
                .map(column -> new RowValueScore(column, classes))
                .filter(score -> !isTold(score))
                .map(score -> score.column().name())
                .toList();
        if (!untold.isEmpty()) {
            findings.add(AuditFinding.of(
                    CHECK,
                    FeasibilityAudit.name(table),
                    Verdict.CANNOT_TELL,
                    "means over " + over + " of " + RowWording.list(untold)
                            + " do not follow from sums of counts, or a part lacks"
                            + " the images that they need; they were not held against the other values",
                    List.of()));
        }
        for (PublishedRow row : table.rows()) {
            List<RowValue> values = RowValue.of(table, row).stream()
                    .filter(value -> isTold(new RowValueScore(value.column(), classes)))
                    .toList();
            if (!values.isEmpty()) {
                findings.add(finding(FeasibilityAudit.name(table, row), values));
            }
        }
        findings.addAll(new AucAudit(table, ofAreas).findings());
        return findings;
    }

    private boolean isTold(RowValueScore score) {
        return score.score()
                .filter(told -> ways.orElse(List.of()).stream().allMatch(parts -> MeanSearch.isDefined(told, parts)))
                .isPresent();
    }

    private AuditFinding finding(String about, List<RowValue> values) {
        Budget budget = limit.start();
        String means = "the means " + RowWording.names(values) + " over " + over;
        Settled rounded = answer(values, MeanReading.ROUNDED, budget);
        Settled widest = rounded == Settled.YES ? Settled.YES : answer(values, MeanReading.PARTS_ROUNDED, budget);
        if (rounded == Settled.YES) {
            return AuditFinding.of(CHECK, about, Verdict.CONSISTENT, "predictions can have " + means, List.of());
        }
        if (widest == Settled.NO) {
            return AuditFinding.of(
                    CHECK,
                    about,
                    Verdict.CONTRADICTION,
                    "no predictions have " + means + ", rounded or truncated, after the mean or before",
                    conflict(values, budget));
        }
        for (MeanReading reading : MeanReading.values()) {
            Settled answer = rounded == Settled.OPEN ? Settled.OPEN : answer(values, reading, budget);
            if (answer == Settled.YES) {
                return AuditFinding.of(
                        CHECK,
                        about,
                        Verdict.NOTE,
                        "predictions have " + means + " only if " + reading.words(),
                        List.of());
            }
            if (answer == Settled.OPEN) {
                break;
            }
        }
        String why = ways.isEmpty() ? "there are too many ways to make folds" : limit.words();
        return AuditFinding.of(
                CHECK,
                about,
                Verdict.CANNOT_TELL,
                "whether predictions have " + means + " was not settled: " + why,
                List.of());
    }

    /** Whether predictions in some way to make the parts have the values. */
    private Settled answer(List<RowValue> values, MeanReading reading, Budget budget) {
        List<MeanSearch.Claim> claims = values.stream()
                .map(value -> new MeanSearch.Claim(
                        new RowValueScore(value.column(), classes).score().orElseThrow(), reading.window(value)))
                .toList();
        Settled all = ways.isEmpty() ? Settled.OPEN : Settled.NO;
        for (Parts parts : ways.orElse(List.of())) {
            Settled one = MeanSearch.search(parts, claims, budget);
            if (one == Settled.YES) {
                return one;
            }
            all = one == Settled.OPEN ? one : all;
        }
        return all;
    }

    /** Values that contradict each other, none of which could be left out. */
    private List<String> conflict(List<RowValue> values, Budget budget) {
        List<RowValue> left = new ArrayList<>(values);
        for (RowValue value : values) {
            List<RowValue> others =
                    left.stream().filter(other -> other != value).toList();
            if (!others.isEmpty() && answer(others, MeanReading.PARTS_ROUNDED, budget) == Settled.NO) {
                left.remove(value);
            }
        }
        String names = left.stream()
                .map(RowValue::name)
                .collect(Collectors.collectingAndThen(Collectors.toList(), RowWording::list));
        return List.of(
                left.size() == 1
                        ? names + " cannot be by itself"
                        : budget.isSpent()
                                ? "among these are values that contradict each other: " + names
                                : "contradict each other, and none could be left out: " + names);
    }
}
