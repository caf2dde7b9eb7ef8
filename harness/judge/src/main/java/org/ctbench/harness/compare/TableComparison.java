package org.ctbench.harness.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PaperNumbers;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.PublishedUnit;
import org.ctbench.harness.papers.Remarks;
import org.ctbench.harness.papers.TableKind;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.power.Detection;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.MeasuredValue;
import org.ctbench.harness.statistics.PublishedValue;
import org.ctbench.harness.statistics.Question;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.harness.statistics.SeedMetrics;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.harness.statistics.Verdict;
import org.ctbench.harness.statistics.VerdictRules;
import org.ctbench.harness.statistics.Verdicts;

/** Sets published tables beside what runs gave. */
final class TableComparison {
    /** Probability with which a detectable difference is found. */
    private static final double POWER = 0.8;

    private static final String GENERATED =
            "the images of the run are generated and say nothing about the paper's; the values are side by side only to show"
                    + " where they belong";

    private final Evidence evidence;
    private final List<SetMetrics> sets;
    private final List<ModelPrecision> lesions;
    private final Paper paper;

    TableComparison(Evidence evidence, List<SetMetrics> sets, List<ModelPrecision> lesions, Paper paper) {
        this.evidence = evidence;
        this.sets = sets;
        this.lesions = lesions;
        this.paper = paper;
    }

    /** A measured value, ready to be judged. */
    private record Found(MeasuredValue measured, Reproduced reproduced, Verdicts verdicts) {}

    ComparedTable of(PublishedTable table) {
        Optional<EvaluationSet> set = evidence.sets().stream()
                .filter(s ->
                        s.publishedTable().isPresent() && s.publishedTable().getAsInt() == table.number())
                .findFirst();
        List<ComparedCell> others = table.kind() == TableKind.DATA ? List.of() : cells(table, set, others(table));
        return new ComparedTable(
                table, set, about(table, set), questions(table, set), cells(table, set, table.rows()), others);
    }

    /** Both, where the runs used the paper's own images, or did not run; counts have no population. */
    private List<Question> questions(PublishedTable table, Optional<EvaluationSet> set) {
        if (table.kind() == TableKind.DATA) {
            return List.of(Question.SAME_IMAGES);
        }
        Optional<String> ours = table.kind() == TableKind.SEGMENTATION
                ? evidence.plan().segmentation().map(Segmentation::test)
                : set.map(EvaluationSet::split);
        List<String> theirs = paper.setOf(table).map(List::of).orElse(paper.sets()).stream()
                .flatMap(of -> of.split().stream())
                .toList();
        return ours.isEmpty() || theirs.contains(ours.get())
                ? List.of(Question.values())
                : List.of(Question.SAME_POPULATION);
    }

    private Map<Question, Verdict> asked(
            PublishedTable table, Optional<EvaluationSet> set, Function<Question, Verdict> verdict) {
        Map<Question, Verdict> verdicts = new EnumMap<>(Question.class);
        questions(table, set).forEach(question -> verdicts.put(question, verdict.apply(question)));
        return verdicts;
    }

    private List<ComparedCell> cells(PublishedTable table, Optional<EvaluationSet> set, List<PublishedRow> rows) {
        List<ComparedCell> cells = new ArrayList<>();
        for (PublishedRow row : rows) {
            for (PublishedColumn column : table.columns()) {
                cells.add(
                        column.metric().isCounted() ? counted(table, set, row, column) : cell(table, set, row, column));
            }
        }
        return cells;
    }

    /** Rows for the models that were trained elsewhere and that the paper does not know. */
    private List<PublishedRow> others(PublishedTable table) {
        PublishedCell none = new PublishedCell.Absent(Remarks.NONE);
        Map<String, PublishedCell> cells = new LinkedHashMap<>();
        table.columns().forEach(column -> cells.put(column.id(), none));
        return evidence.all().stream()
                .filter(model -> model.results().item().isScored())
                .filter(model -> table.findRow(model.row()).isEmpty())
                .filter(model -> table.kind() == TableKind.SEGMENTATION
                        ? model.lesions().isPresent()
                        : !model.results().evaluations().isEmpty())
                .map(model -> new PublishedRow(model.row(), model.heading(), cells, Optional.empty(), Optional.empty()))
                .toList();
    }

    private String about(PublishedTable table, Optional<EvaluationSet> set) {
        return switch (table.kind()) {
            case SEGMENTATION ->
                evidence.plan().segmentation().map(s -> "split " + s.test()).orElse("");
            case CLASSIFICATION -> set.map(s -> "split " + s.split()).orElse("");
            default -> "the splits of the run";
        };
    }

    private ComparedCell cell(
            PublishedTable table, Optional<EvaluationSet> set, PublishedRow row, PublishedColumn column) {
        PublishedCell published = row.cells().get(column.id());
        Optional<SeedMetrics> metrics =
                table.kind() == TableKind.SEGMENTATION ? lesionMetrics(row) : set.flatMap(s -> setMetrics(s, row));
        Weighting weighting = set.map(EvaluationSet::weighting).orElse(Weighting.ACTUAL);
        String id = column.metricId(weighting);
        Optional<Found> found = metrics.flatMap(of -> found(of, id, scale(column)));
        Function<Question, Verdict> verdict;
        OptionalDouble reached = OptionalDouble.empty();
        if (published.digits().isEmpty()) {
            verdict = question -> Verdicts.notPublished(published.sentence());
        } else if (found.isEmpty()) {
            verdict = question -> metrics.flatMap(of -> of.estimate(id)).isPresent()
                    ? Verdicts.cannotBeTold("the measured metric has no value, " + because(metrics.get(), id))
                    : Verdicts.notRun(notRun(table, set, row));
        } else if (incomparable(evidence, paper).isPresent()) {
            verdict = question -> Verdicts.cannotBeTold(GENERATED);
        } else {
            PublishedValue value = PaperNumbers.of(paper).value(published);
            verdict = question ->
                    found.get().verdicts().of(question, value, found.get().measured());
            if (questions(table, set).contains(Question.SAME_IMAGES)) {
                reached = found.get()
                        .verdicts()
                        .reaches(value, found.get().measured(), column.metric().moreIsBetter());
            }
        }
        return new ComparedCell(
                row.id(),
                row.name(),
                column,
                published,
                found.map(Found::reproduced),
                reached,
                asked(table, set, verdict));
    }

    private static String because(SeedMetrics metrics, String id) {
        int seeds = metrics.estimates().size();
        return seeds > 1
                ? "with one of the " + seeds + " seeds at least"
                : "as " + metrics.estimate(id).orElseThrow().metric().undefinedBecause(metrics.first());
    }

    /** Why values of the runs say nothing about those of a paper: its images are real, and theirs are generated. */
    static Optional<String> incomparable(Evidence evidence, Paper paper) {
        return evidence.generated() && isOfOtherImages(evidence, paper) ? Optional.of(GENERATED) : Optional.empty();
    }

    /** Whether the paper's sets are pinned by splits that the runs do not have. */
    private static boolean isOfOtherImages(Evidence evidence, Paper paper) {
        List<String> splits = evidence.first().results().numbers().splits().stream()
                .map(split -> split.id())
                .toList();
        return paper.sets().stream()
                .noneMatch(set -> set.split().map(splits::contains).orElse(false));
    }

    private String notRun(PublishedTable table, Optional<EvaluationSet> set, PublishedRow row) {
        if (evidence.trained(row.id()).isEmpty()) {
            return "the runs have no model '" + row.id() + "'";
        }
        if (table.kind() == TableKind.CLASSIFICATION && set.isEmpty()) {
            return "the plan has no evaluation set for table " + table.number();
        }
        return "the runs have no result of " + row.id() + " here";
    }

    private Optional<SeedMetrics> setMetrics(EvaluationSet set, PublishedRow row) {
        return sets.stream()
                .filter(s -> s.set().id().equals(set.id()))
                .findFirst()
                .flatMap(s -> s.model(row.id()))
                .map(ModelMetrics::overSeeds);
    }

    private Optional<SeedMetrics> lesionMetrics(PublishedRow row) {
        return lesions.stream()
                .filter(m -> m.row().equals(row.id()))
                .findFirst()
                .map(m -> m.first().metrics());
    }

    private Optional<Found> found(SeedMetrics metrics, String id, Scale scale) {
        VerdictRules rules = evidence.plan().verdict();
        Verdicts verdicts = new Verdicts(rules, scale, rules.seedDeviation().or(paper::seedDeviation));
        return metrics.measured(id)
                .map(measured -> new Found(measured, reproduced(verdicts, measured, metrics, id), verdicts));
    }

    private Reproduced reproduced(Verdicts verdicts, MeasuredValue measured, SeedMetrics metrics, String id) {
        Optional<Estimate> ofOneSeed = metrics.spread(id).isPresent() ? Optional.empty() : metrics.estimate(id);
        Detection detection = new Detection(evidence.plan().verdict().confidence(), POWER);
        return new Reproduced(
                measured.value(),
                verdicts.interval(Question.SAME_POPULATION, measured),
                verdicts.interval(Question.SAME_IMAGES, measured),
                verdicts.margin(measured),
                ofOneSeed.flatMap(e -> e.bySlice().known().map(Uncertainty.Known::interval)),
                ofOneSeed.map(Estimate::designEffect).orElseGet(OptionalDouble::empty),
                measured.ofMean()
                        .known()
                        .map(known -> OptionalDouble.of(detection.smallest(
                                known.standardError(),
                                known.degreesOfFreedom(),
                                known.interval().width() / 2)))
                        .orElse(OptionalDouble.empty()),
                measured.seeds());
    }

    /** The unit in which a column prints its values. */
    static Scale scale(PublishedColumn column) {
        if (column.unit() == PublishedUnit.PERCENT) {
            return Scale.PERCENT;
        }
        Scale usual = Scale.of(column.metric());
        return usual == Scale.PERCENT ? Scale.FRACTION : usual;
    }

    /** Counts of a split, of which the row of a table of data names the part that it plays. */
    private ComparedCell counted(
            PublishedTable table, Optional<EvaluationSet> set, PublishedRow row, PublishedColumn column) {
        PublishedCell published = row.cells().get(column.id());
        Optional<String> role = table.kind() == TableKind.DATA ? Optional.of(row.id()) : set.map(EvaluationSet::id);
        Optional<Long> count = role.flatMap(name -> new DataCounts(evidence).of(name, column));
        Verdict verdict;
        if (published.digits().isEmpty()) {
            verdict = Verdicts.notPublished(published.sentence());
        } else if (count.isEmpty()) {
            verdict = Verdicts.notRun("it is not counted in a run");
        } else if (published.value().get().compareTo(BigDecimal.valueOf(count.get())) == 0) {
            verdict = Verdict.exact("Reproduced exactly: " + count.get() + " are published and counted.");
        } else if (incomparable(evidence, paper).isPresent()) {
            verdict = Verdicts.cannotBeTold(GENERATED);
        } else {
            boolean more =
                    BigDecimal.valueOf(count.get()).compareTo(published.value().get()) > 0;
            verdict = Verdict.of(
                    more ? Verdict.Kind.HIGHER : Verdict.Kind.LOWER,
                    "Differs: " + count.get() + " were counted, "
                            + published.digits().get() + " are published.");
        }
        Verdict told = verdict;
        return new ComparedCell(
                row.id(),
                row.name(),
                column,
                published,
                count.map(Reproduced::count),
                OptionalDouble.empty(),
                asked(table, set, question -> told));
    }
}
