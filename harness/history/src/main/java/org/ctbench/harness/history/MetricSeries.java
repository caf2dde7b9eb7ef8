package org.ctbench.harness.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.ctbench.harness.history.RecordedRun.Evaluated;
import org.ctbench.harness.history.RecordedRun.Measurement;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.splits.documents.Sha256;

/** Values of one metric of one model on the same images, by the runs of one plan, in their order. */
final class MetricSeries {
    private final Key key;
    private final List<HistoryEntry> runs = new ArrayList<>();
    private final List<Measurement> measured = new ArrayList<>();
    private boolean current;

    MetricSeries(Key key) {
        this.key = key;
    }

    /** What the runs of a series have in common. */
    record Key(String plan, Sha256 planDigest, String model, String set, SplitReference images, String metric) {
        static Key of(RecordedRun run, Evaluated evaluated, String metric) {
            return new Key(
                    run.plan(), run.planDigest(), evaluated.model(), evaluated.set(), evaluated.images(), metric);
        }
    }

    /**
     * Neighbouring runs.
     *
     * @param from index of the first
     * @param to index after the last
     * @param level mean of their observations
     */
    record Part(int from, int to, double level) {}

    Key key() {
        return key;
    }

    void add(HistoryEntry run, Measurement values) {
        runs.add(run);
        measured.add(values);
    }

    /** Says which run of the plan is the newest: unless it is part of the series, the series has ended. */
    void endsBefore(long newest) {
        current = runs.get(runs.size() - 1).number() == newest;
    }

    /** Whether the newest run of the plan is part of it. */
    boolean isCurrent() {
        return current;
    }

    int size() {
        return runs.size();
    }

    /** Whether all runs are of one exact arithmetic. */
    boolean isExact() {
        Optional<String> first = runs.get(0).run().arithmetic();
        return first.isPresent()
                && runs.stream().allMatch(run -> run.run().arithmetic().equals(first));
    }

    /** Whether it has noise, and so many observations that a test of it alone could show a change. */
    boolean isTested() {
        return !isExact() && smallest() <= Trends.ALPHA;
    }

    /** The smallest p that a test of it alone can have. */
    double smallest() {
        int n = observations(0, size()).size();
        return LevelChange.smallest(n, n / 2);
    }

    /**
     * Indexes of the runs that are observations of their own. A plan has fixed seeds, so the same machine often gives the same
     * values again: a run with all the values of the one before says nothing new about the noise.
     *
     * @param from index of the first run, which is one
     * @param to index after the last
     */
    List<Integer> observations(int from, int to) {
        List<Integer> at = new ArrayList<>(List.of(from));
        for (int i = from + 1; i < to; i++) {
            if (!measured.get(i).values().equals(measured.get(i - 1).values())) {
                at.add(i);
            }
        }
        return at;
    }

    /** Means over the trainings of each observation. */
    double[] values() {
        return values(0, size());
    }

    double[] values(int from, int to) {
        return observations(from, to).stream()
                .mapToDouble(run -> measured.get(run).mean())
                .toArray();
    }

    /** Those of two parts, one after the other. */
    double[] values(Part one, Part two) {
        return DoubleStream.concat(
                        Arrays.stream(values(one.from(), one.to())), Arrays.stream(values(two.from(), two.to())))
                .toArray();
    }

    /** @param starts index of the first run of each part, ascending from 0 */
    List<Part> parts(List<Integer> starts) {
        List<Part> parts = new ArrayList<>();
        for (int s = 0; s < starts.size(); s++) {
            int from = starts.get(s);
            int to = s + 1 < starts.size() ? starts.get(s + 1) : size();
            double[] values = values(from, to); // of an exact part, a single one
            parts.add(new Part(from, to, Arrays.stream(values).sum() / values.length));
        }
        return parts;
    }

    Trend.Stretch stretch(Part part) {
        return new Trend.Stretch(
                runs.get(part.from()).number(), runs.get(part.to() - 1).number(), part.level());
    }

    /** Unique among the series of a history; the random orders of its test are drawn for it. */
    String name() {
        return key.plan() + "/" + key.planDigest() + "/" + key.model() + "/" + key.set() + "/"
                + key.images().digest() + "/" + key.metric();
    }

    Trend trend(Scale unit, List<Part> parts, Trend.Outcome outcome, OptionalDouble p, String because) {
        List<Trend.Point> points = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            List<Double> values = measured.get(i).values();
            points.add(new Trend.Point(
                    runs.get(i).number(),
                    measured.get(i).mean(),
                    values.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                    values.stream().mapToDouble(Double::doubleValue).max().orElseThrow()));
        }
        return new Trend(
                key.plan(),
                key.planDigest(),
                key.model(),
                key.set(),
                key.metric(),
                unit,
                isExact(),
                current,
                points,
                parts.stream().map(this::stretch).toList(),
                outcome,
                p,
                because);
    }
}
