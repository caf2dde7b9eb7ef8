package org.ctbench.harness.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ctbench.harness.history.RecordedRun.Evaluated;
import org.ctbench.harness.history.RecordedRun.Measurement;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.statistics.Holm;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/**
 * Whether metrics changed over the runs of a history.
 *
 * <p>Runs of one exact arithmetic have no noise: equal values are equal, and every difference is a change. Other series are tested
 * by {@link LevelChange}, neighbouring runs with equal values as one observation; the p-values of all series are adjusted by
 * {@link Holm}. Where one changed, the runs before and after are
 * tested again, each part at {@value #ALPHA} divided by the number of series (binary segmentation: Vostrikova, Soviet Mathematics
 * Doklady 24 (1981) 55).
 */
public final class Trends {
    /** How often any of the series shows a change where there is none. */
    public static final double ALPHA = 0.05;

    private final double margin;
    private final LevelChange test;
    private final double level; // of each part of a series

    private Trends(double margin, LevelChange test, int tested) {
        this.margin = margin;
        this.test = test;
        this.level = ALPHA / Math.max(1, tested);
    }

    /**
     * Every series of these runs, also ended ones.
     *
     * @param entries runs in the order in which they were added
     * @param metrics ids of metrics; if none, the one that stands for all of each evaluation
     * @param margin the largest fall that does not count, a fraction, 0 or more
     * @throws UserException if no run has a metric of that name
     */
    public static List<Trend> of(List<HistoryEntry> entries, List<String> metrics, double margin) {
        return of(entries, metrics, margin, new LevelChange(LevelChange.ORDERS));
    }

    static List<Trend> of(List<HistoryEntry> entries, List<String> metrics, double margin, LevelChange test) {
        requireKnown(entries, metrics);
        return of(series(entries, metrics), margin, test);
    }

    /**
     * The series that the newest run of their plan is part of. The others are not tested, so they cost no power.
     *
     * @param entries all runs
     * @param since number of the first run to look at
     */
    static List<Trend> current(List<HistoryEntry> entries, List<String> metrics, long since, double margin) {
        requireKnown(entries, metrics);
        List<HistoryEntry> from =
                entries.stream().filter(entry -> entry.number() >= since).toList();
        List<MetricSeries> current =
                series(from, metrics).stream().filter(MetricSeries::isCurrent).toList();
        return of(current, margin, new LevelChange(LevelChange.ORDERS));
    }

    private static List<Trend> of(List<MetricSeries> all, double margin, LevelChange test) {
        List<MetricSeries> tested = all.stream().filter(MetricSeries::isTested).toList();
        List<Double> p = new ArrayList<>();
        for (MetricSeries one : tested) {
            p.add(test.of(one.values(), one.name()).map(LevelChange.Change::p).orElse(1.0));
        }
        List<Double> adjusted = Holm.adjust(p);
        Trends trends = new Trends(margin, test, tested.size());
        List<Trend> found = new ArrayList<>();
        for (MetricSeries one : all) {
            int index = tested.indexOf(one);
            found.add(trends.trend(one, index < 0 ? OptionalDouble.empty() : OptionalDouble.of(adjusted.get(index))));
        }
        return found;
    }

    private static List<MetricSeries> series(List<HistoryEntry> entries, List<String> metrics) {
        Map<MetricSeries.Key, MetricSeries> all = new LinkedHashMap<>();
        Map<String, Long> newest = new LinkedHashMap<>();
        for (HistoryEntry entry : entries) {
            newest.put(entry.run().plan(), entry.number());
            for (Evaluated evaluated : entry.run().evaluations()) {
                for (String id : metrics.isEmpty()
                        ? List.of(evaluated.standard())
                        : metrics.stream().distinct().toList()) {
                    Optional<Measurement> measured =
                            evaluated.metric(id).filter(one -> !one.values().isEmpty());
                    measured.ifPresent(values -> all.computeIfAbsent(
                                    MetricSeries.Key.of(entry.run(), evaluated, id), MetricSeries::new)
                            .add(entry, values));
                }
            }
        }
        all.values().forEach(one -> one.endsBefore(newest.get(one.key().plan())));
        return List.copyOf(all.values());
    }

    private static void requireKnown(List<HistoryEntry> entries, List<String> metrics) {
        Set<String> ids = new LinkedHashSet<>();
        for (HistoryEntry entry : entries) {
            for (Evaluated evaluated : entry.run().evaluations()) {
                evaluated.metrics().forEach(one -> ids.add(one.metric()));
            }
        }
        for (String id : metrics) {
            if (!ids.contains(id)) {
                throw new UserException("no run has a metric '" + id + "'", "--metric", Suggestion.hint(id, ids));
            }
        }
    }

    private Trend trend(MetricSeries series, OptionalDouble p) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        if (series.isExact()) {
            starts = series.observations(0, series.size());
        } else if (p.isPresent() && p.getAsDouble() <= ALPHA) {
            changes(series, 0, series.size(), 1, starts);
        }
        List<MetricSeries.Part> parts = series.parts(starts.stream().sorted().toList());
        Optional<MetricSeries.Part> above = above(series, parts);
        boolean few = parts.size() == 1 && (series.isExact() ? series.size() < 2 : series.smallest() > level);
        Trend.Outcome outcome = above.isPresent()
                ? Trend.Outcome.FELL
                : parts.size() > 1 ? Trend.Outcome.CHANGED : few ? Trend.Outcome.TOO_FEW : Trend.Outcome.NO_CHANGE;
        Scale unit = Metric.ofId(series.key().metric()).map(Scale::of).orElse(Scale.PERCENT);
        return series.trend(
                unit, parts, outcome, few ? OptionalDouble.empty() : p, because(series, parts, above, unit, few));
    }

    /**
     * Adds where stretches start.
     *
     * @param part 1 for the whole series, whose test was adjusted already, else its level is that of a part
     */
    private void changes(MetricSeries series, int from, int to, int part, List<Integer> starts) {
        String purpose = part == 1 ? series.name() : series.name() + "/" + from + "-" + to;
        Optional<LevelChange.Change> change = test.of(series.values(from, to), purpose);
        if (change.isPresent() && (part == 1 || change.get().p() <= level)) {
            int start = series.observations(from, to).get(change.get().before());
            starts.add(start);
            changes(series, from, start, part + 1, starts);
            changes(series, start, to, part + 1, starts);
        }
    }

    /** The highest earlier part that the last one is below: next to it, or by a test of the two alone. */
    private Optional<MetricSeries.Part> above(MetricSeries series, List<MetricSeries.Part> parts) {
        MetricSeries.Part last = parts.get(parts.size() - 1);
        MetricSeries.Part highest = null;
        for (int i = 0; i < parts.size() - 1; i++) {
            MetricSeries.Part part = parts.get(i);
            boolean proven = series.isExact() || i == parts.size() - 2 || differ(series, part, last);
            boolean more = highest == null || part.level() > highest.level();
            if (part.level() - last.level() > margin && proven && more) {
                highest = part;
            }
        }
        return Optional.ofNullable(highest);
    }

    private boolean differ(MetricSeries series, MetricSeries.Part one, MetricSeries.Part last) {
        double[] both = series.values(one, last);
        return test.of(both, series.name() + "/" + one.from() + "+" + last.from())
                .filter(change -> change.p() <= level)
                .isPresent();
    }

    private String because(
            MetricSeries series,
            List<MetricSeries.Part> parts,
            Optional<MetricSeries.Part> above,
            Scale unit,
            boolean few) {
        if (above.isPresent() || parts.size() > 1) {
            MetricSeries.Part before = above.orElseGet(() -> parts.get(parts.size() - 2));
            MetricSeries.Part last = parts.get(parts.size() - 1);
            return "from " + unit.value(before.level()) + " ("
                    + series.stretch(before).runs() + ") to " + unit.value(last.level()) + " ("
                    + series.stretch(last).runs() + ")";
        }
        int observations = series.observations(0, series.size()).size();
        if (few) {
            return series.size() == 1 ? "one run" : tooFew(series.size(), series.size() - observations);
        }
        if (series.isExact()) {
            return "every run gave the same values";
        }
        int after = 1;
        while (LevelChange.smallest(observations, after) > level) {
            after++;
        }
        return "a change can be seen " + after + (after == 1 ? " run" : " runs") + " after it at the earliest";
    }

    private static String tooFew(int runs, int repeats) {
        String all = "no fall of any size could be shown by " + runs + " runs";
        return repeats == 0 ? all : all + ", of which " + repeats + " repeat the values of the run before";
    }
}
