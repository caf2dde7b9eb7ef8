package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ctbench.harness.compare.ComparedCell;
import org.ctbench.harness.compare.ComparedTable;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.TableVerdict;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.statistics.Question;
import org.ctbench.harness.statistics.StatedDeviation;
import org.ctbench.harness.statistics.Verdict;
import org.ctbench.harness.statistics.VerdictRules;
import org.ctbench.harness.statistics.Verdicts;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.cells.VerdictKind;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Series;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.document.TrainingCurves;

/** By which rules values are compared, how often each verdict was given, and what the cells of a table say together. */
final class VerdictTables {
    private static final int STEPS = 60; // of the curve; more than have markers
    private static final double MARGINS_SHOWN = 3; // how many times the plan's margin the curve goes to, at least

    private final Comparison comparison;
    private final VerdictRules rules;

    VerdictTables(Comparison comparison) {
        this.comparison = comparison;
        this.rules = comparison.evidence().plan().verdict();
    }

    /** The rules in words. */
    List<Paragraph> rules() {
        String level = percent(rules.confidence());
        return List.of(
                Paragraph.of(
                        "Up to two questions are asked of each value. Same images: would another training by the same protocol give"
                                + " the published value on this test set? Only the seed varies. Same population: does the"
                                + " published value hold for other patients of this kind? Patients and seed vary. The"
                                + " first question is asked only where the run uses the paper's images."),
                Paragraph.of("Reproduced exactly: the same digits. Reproduced: two one-sided tests of "
                        + percent(1 - rules.confidence()) + " show a difference below the margin. " + margin()
                        + " Differs: no value that rounds to the published digits lies in the " + level
                        + " interval. Compatible: neither is shown. Cannot be told: " + seeds()
                        + ", fewer than " + Verdicts.LEAST_PATIENTS
                        + " patients, slices of unknown patients, generated images, or a published value that rests on an"
                        + " assumption. Intervals in brackets are of " + level + " and of the second question, by a"
                        + " bootstrap of patients with "
                        + Count.of(rules.replicates()).text()
                        + " replicates where the patients are known, else of slices. The last table of this section explains"
                        + " every verdict."),
                Paragraph.of("Marks of the verdicts: "
                        + Arrays.stream(VerdictKind.values())
                                .map(kind -> kind.mark() + " " + kind.word())
                                .collect(Collectors.joining("; "))
                        + "."));
    }

    private String margin() {
        return rules.margin().bySeeds()
                ? "Each value has its own margin: the most by which two single trainings differ in "
                        + percent(rules.confidence())
                        + " of cases, from the spread of the seeds (verdict.margin: seeds)."
                : "The margin is that of the plan (verdict.margin), a convention, not a result: "
                        + rules.margin().percent().getAsDouble() + " percentage points (average precision: "
                        + rules.margin().ap().orElseThrow() + ").";
    }

    private String seeds() {
        Optional<StatedDeviation> plan = rules.seedDeviation();
        return plan.or(() -> comparison.paper().flatMap(Paper::seedDeviation))
                .map(stated -> "one training of a metric without seed deviation (of the others the "
                        + (plan.isPresent() ? "plan" : "paper") + " states it, with " + stated.degreesOfFreedom()
                        + " degrees of freedom"
                        + stated.where().map(where -> ": " + where).orElse("") + ")")
                .orElse("one training and other digits, as nothing says how much another seed changes");
    }

    private static String percent(double share) {
        return Value.fraction(share, 0).text() + " %";
    }

    /** How often each verdict was given. */
    Table summary() {
        List<ComparedCell> all =
                comparison.tables().stream().flatMap(t -> t.cells().stream()).toList();
        List<Row> rows = new ArrayList<>();
        for (Verdict.Kind kind : Verdict.Kind.values()) {
            List<Long> counts = Arrays.stream(Question.values())
                    .map(question -> all.stream()
                            .filter(cell -> cell.verdict(question)
                                    .filter(v -> v.kind() == kind)
                                    .isPresent())
                            .count())
                    .toList();
            if (counts.stream().anyMatch(count -> count > 0)) {
                rows.add(Row.of(ComparedCells.verdict(kind), Count.of(counts.get(0)), Count.of(counts.get(1))));
            }
        }
        return Table.of(
                "verdicts",
                "Verdicts on the " + all.size() + " cells of the paper's tables",
                List.of(
                        Column.of("verdict"),
                        Column.in("cells", Question.SAME_IMAGES.words()),
                        Column.in("cells", Question.SAME_POPULATION.words())),
                rows);
    }

    /** Verdict on each table. */
    Table ofTables() {
        List<Row> rows = new ArrayList<>();
        for (ComparedTable table : comparison.tables()) {
            for (Question question : table.questions()) {
                TableVerdict verdict = TableVerdict.of(table, question, rules.confidence());
                if (verdict.values() > 0) {
                    rows.add(Row.of(
                            Count.of(table.table().number()),
                            Text.of(question.words()),
                            Count.of(verdict.values()),
                            Count.of(verdict.holding()),
                            Count.of(verdict.compatible()),
                            Count.of(verdict.differing()),
                            Count.of(verdict.undecided()),
                            Count.of(verdict.tested()),
                            Value.of(verdict.byChance(), 1),
                            Count.of(verdict.afterHolm()),
                            Text.of(verdict.words())));
                }
            }
        }
        return Table.of(
                        "verdicts-of-tables",
                        "Verdict on each table",
                        List.of(
                                Column.of("table"),
                                Column.of("question"),
                                Column.of("values"),
                                Column.of("reproduced"),
                                Column.of("compatible"),
                                Column.of("differ"),
                                Column.of("cannot be told"),
                                Column.in("tests", "number"),
                                Column.in("tests", "differ by chance alone"),
                                Column.in("tests", "differ, Holm"),
                                Column.of("the table")),
                        rows)
                .withKeys(2)
                .withNotes("Tests counts the values that could have differed. By chance alone, "
                        + percent(1 - rules.confidence())
                        + " of them differ on average if every published value is from the same protocol. Holm: those that"
                        + " still differ when the family-wise error rate over all tests of a table is at most "
                        + percent(1 - rules.confidence())
                        + "; if there are any, the table differs. A table is reproduced if each of its values is.");
    }

    /** The share of cells that count as reproduced, by the margin; empty if no cell has a test or the same digits. */
    Optional<TrainingCurves> marginCurve() {
        List<Series> series = new ArrayList<>();
        curve(
                        "percentages",
                        ComparedCells::percent,
                        Series.Role.TRAINING,
                        rules.margin().percent(),
                        100)
                .ifPresent(series::add);
        curve(
                        "fractions, times 100",
                        cell -> !ComparedCells.percent(cell),
                        Series.Role.VALIDATION,
                        rules.margin().ap(),
                        1)
                .ifPresent(series::add);
        return series.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrainingCurves(
                        "margins",
                        "Share of the cells that count as reproduced, for each margin, by the first question asked of each"
                                + " cell. Cells with the same digits count at every margin; cells that cannot be told count at none. "
                                + margin(),
                        "margin, percentage points",
                        "share of cells, %",
                        series));
    }

    private Optional<Series> curve(
            String name, Predicate<ComparedCell> which, Series.Role role, OptionalDouble margin, double unit) {
        List<Verdict> verdicts = comparison.tables().stream()
                .flatMap(table -> table.cells().stream())
                .filter(cell -> !ComparedCells.isCount(cell) && which.test(cell))
                .map(ComparedCell::verdict)
                .filter(v -> v.kind() != Verdict.Kind.NOT_RUN && v.kind() != Verdict.Kind.NOT_PUBLISHED)
                .toList();
        double[] smallest = verdicts.stream()
                .flatMap(verdict -> verdict.smallestMargin().stream().boxed())
                .mapToDouble(fraction -> 100 * fraction)
                .sorted()
                .toArray();
        if (smallest.length == 0) {
            return Optional.empty();
        }
        double widest = MARGINS_SHOWN * 100 * margin.orElse(0) / unit;
        double end = Math.ceil(Math.max(Math.max(1, widest), smallest[smallest.length - 1]));
        List<Series.Point> points = new ArrayList<>();
        for (int i = 0; i <= STEPS; i++) {
            double at = end * i / STEPS;
            long shown = Arrays.stream(smallest).filter(s -> s < at || s == 0).count();
            points.add(new Series.Point(at, 100.0 * shown / verdicts.size()));
        }
        return Optional.of(new Series(name, role, points));
    }
}
