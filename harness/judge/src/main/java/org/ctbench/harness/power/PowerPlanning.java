package org.ctbench.harness.power;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.PublishedUnit;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.splits.Locks;
import org.ctbench.splits.SplitLock;

/** Works out {@link PriorPower} for a paper or a plan. */
public final class PowerPlanning {
    private final Settings settings;
    private final Locks locks;
    private final List<PriorPower.Row> rows = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final Set<String> equal = new LinkedHashSet<>();

    /**
     * What is assumed.
     *
     * @param detection when a difference counts as detectable
     * @param seeds number of seeds, 1 or more
     * @param seedDeviation standard deviation over seeds, a fraction, if known
     * @param assumed value of metrics of which none is published, in (0, 1)
     */
    public record Settings(Detection detection, int seeds, OptionalDouble seedDeviation, double assumed) {}

    private PowerPlanning(Settings settings, Locks locks) {
        this.settings = settings;
        this.locks = locks;
    }

    /** What could be shown about the values of a paper. */
    public static PriorPower of(Paper paper, Locks locks, Settings settings) {
        PowerPlanning planning = new PowerPlanning(settings, locks);
        for (PublishedTable table : paper.tables()) {
            Optional<PublishedSet> set = paper.setOf(table);
            boolean classifies = table.columns().stream().anyMatch(PowerPlanning::isProportion);
            if (classifies && set.isPresent()) {
                String name = "table " + table.number();
                Optional<SliceCounts> counts =
                        planning.counts(name, set.get().split().orElse("of no known split"));
                counts.ifPresent(
                        c -> planning.published(name, set.get().split().orElseThrow(), c, table, Optional.empty()));
            }
        }
        return planning.result(paper.id());
    }

    /**
     * What a plan could show.
     *
     * @param paper the paper that it is compared with, if it names one
     */
    public static PriorPower of(Plan plan, Optional<Paper> paper, Locks locks, Settings settings) {
        PowerPlanning planning = new PowerPlanning(settings, locks);
        Set<String> models = plan.models().stream().map(ModelItem::id).collect(Collectors.toSet());
        for (EvaluationSet set : plan.evaluate()) {
            Optional<SliceCounts> counts = planning.counts(set.id(), set.split());
            if (counts.isPresent()) {
                Optional<PublishedTable> table = paper.filter(
                                p -> set.publishedTable().isPresent())
                        .flatMap(p -> p.findTable(set.publishedTable().getAsInt()));
                table.ifPresent(t -> planning.published(set.id(), set.split(), counts.get(), t, Optional.of(models)));
                planning.assumed(set.id(), set.split(), counts.get());
            }
        }
        return planning.result(plan.id());
    }

    private PriorPower result(String source) {
        return new PriorPower(
                PriorPower.SCHEMA,
                source,
                settings.detection(),
                settings.seeds(),
                settings.seedDeviation(),
                PriorPower.CORRELATIONS,
                rows,
                List.copyOf(equal),
                unknown);
    }

    private Optional<SliceCounts> counts(String set, String split) {
        Optional<SplitLock> lock =
                locks.splits().stream().filter(l -> l.id().equals(split)).findFirst();
        Optional<SliceCounts> counts = lock.flatMap(SliceCounts::of);
        if (counts.isEmpty()) {
            unknown.add(set + ": the split " + split
                    + (lock.isPresent() ? " has no classes" : " has no lock yet, its counts are not known"));
        }
        counts.filter(SliceCounts::takenAsEqual).ifPresent(c -> equal.add(split));
        return counts;
    }

    private void published(
            String set, String split, SliceCounts counts, PublishedTable table, Optional<Set<String>> models) {
        for (PublishedRow row : table.rows()) {
            boolean asked = models.isEmpty() || models.get().contains(row.id());
            for (PublishedColumn column : table.columns()) {
                OptionalDouble value = value(row.cells().get(column.id()), column);
                boolean there =
                        column.classId().map(counts.classes()::containsKey).orElse(true);
                if (asked && there && value.isPresent() && isProportion(column)) {
                    Place place = new Place(set, split, Optional.of(row.id()), metric(column));
                    rows.add(row(place, column.classId(), value.getAsDouble(), counts));
                }
            }
        }
    }

    private void assumed(String set, String split, SliceCounts counts) {
        if (rows.stream().noneMatch(row -> row.set().equals(set) && row.metric().equals(Metric.ACCURACY.id()))) {
            Place place = new Place(set, split, Optional.empty(), Metric.ACCURACY.id());
            rows.add(row(place, Optional.empty(), settings.assumed(), counts));
        }
        for (String c : counts.classes().keySet()) {
            String metric = ClassificationMetric.id(Metric.SENSITIVITY, Optional.of(c), Weighting.ACTUAL);
            if (rows.stream()
                    .noneMatch(row -> row.set().equals(set) && row.metric().equals(metric))) {
                Place place = new Place(set, split, Optional.empty(), metric);
                rows.add(row(place, Optional.of(c), settings.assumed(), counts));
            }
        }
    }

    private record Place(String set, String split, Optional<String> model, String metric) {}

    private PriorPower.Row row(Place place, Optional<String> classId, double value, SliceCounts counts) {
        List<OptionalDouble> differences = new ArrayList<>();
        for (double correlation : PriorPower.CORRELATIONS) {
            differences.add(counts.variance(classId, value, correlation).stream()
                    .map(this::smallest)
                    .findFirst());
        }
        return new PriorPower.Row(
                place.set(),
                place.split(),
                place.model(),
                place.metric(),
                value,
                counts.slices(classId),
                counts.patients(classId),
                differences);
    }

    /**
     * Smallest detectable difference of the mean over the seeds, whose variance s² / n is known from n - 1 degrees of freedom (Satterthwaite,
     * Biometrics Bulletin 2 (1946) 110). With one seed its deviation must be known from elsewhere.
     */
    private double smallest(double sampling) {
        double seeds = StrictMath.pow(settings.seedDeviation().orElse(0), 2) / settings.seeds();
        double variance = sampling + seeds;
        double freedom = seeds == 0 || settings.seeds() == 1
                ? Double.POSITIVE_INFINITY
                : (settings.seeds() - 1) * StrictMath.pow(variance / seeds, 2);
        return settings.detection().smallest(Math.sqrt(variance), freedom);
    }

    /** Sensitivity and accuracy are proportions of slices; a weighted F1 is near to one. */
    private static boolean isProportion(PublishedColumn column) {
        return switch (column.metric()) {
            case SENSITIVITY, ACCURACY, WEIGHTED_F1 -> true;
            default -> false;
        };
    }

    private static String metric(PublishedColumn column) {
        return column.metric() == Metric.WEIGHTED_F1 ? column.metric().id() : column.metricId(Weighting.ACTUAL);
    }

    private static OptionalDouble value(PublishedCell cell, PublishedColumn column) {
        if (cell == null || cell.value().isEmpty()) {
            return OptionalDouble.empty();
        }
        double printed = cell.value().get().doubleValue();
        return OptionalDouble.of(column.unit() == PublishedUnit.PERCENT ? printed / 100 : printed);
    }
}
