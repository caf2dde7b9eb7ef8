package org.ctbench.harness.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.splits.documents.UserException;

/**
 * Whether accuracy fell.
 *
 * @param schema {@value #SCHEMA}
 * @param since number of the first run that was looked at
 * @param margin the largest fall that does not count, a fraction
 * @param alpha how often any series shows a change where there is none
 * @param trends every series that the newest run of its plan is part of
 */
public record DriftReport(String schema, long since, double margin, double alpha, List<Trend> trends) {
    /** Schema of the documents. */
    public static final String SCHEMA = "ctbench/drift/1";

    public DriftReport {
        trends = List.copyOf(trends);
    }

    /**
     * Checks runs.
     *
     * @param entries all runs of the history, one or more
     * @param metrics as of {@link Trends#of}
     * @param since number of the first run to look at
     * @param margin as of {@link Trends#of}
     * @throws UserException if the newest run of no plan has a metric of that name, or less of it is better, or there is no run of that number
     */
    public static DriftReport of(List<HistoryEntry> entries, List<String> metrics, long since, double margin) {
        for (String id : metrics) {
            if (Metric.ofId(id).filter(metric -> !metric.moreIsBetter()).isPresent()) {
                throw new UserException(
                        "'" + id + "' does not fall when a model gets worse, and a check looks for drops",
                        "--metric",
                        "name a metric whose higher values are better, such as auc; `ctbench history show` shows every metric");
            }
        }
        long newest = entries.get(entries.size() - 1).number();
        if (since < 1 || since > newest) {
            throw new UserException("there is no run " + since, "--since", "the newest is " + newest);
        }
        List<Trend> current = Trends.current(entries, metrics, since, margin);
        for (String id : metrics) {
            if (current.stream().noneMatch(trend -> trend.metric().equals(id))) {
                throw new UserException(
                        "the newest runs have no metric '" + id + "'",
                        "--metric",
                        "name one that they have, or look at earlier runs with `ctbench history show`");
            }
        }
        return new DriftReport(SCHEMA, since, margin, Trends.ALPHA, current);
    }

    /** Whether no series fell, as far as can be told. */
    public boolean passed() {
        return trends.stream().noneMatch(trend -> trend.outcome() == Trend.Outcome.FELL);
    }

    /** {@code 3 series: 1 fell, 2 undecided: too few runs}. */
    public String summary() {
        if (trends.isEmpty()) {
            return "no series: nothing to report";
        }
        Map<Trend.Outcome, Long> counts =
                new TreeMap<>(trends.stream().collect(Collectors.groupingBy(Trend::outcome, Collectors.counting())));
        List<String> parts = new ArrayList<>();
        counts.forEach((outcome, count) -> parts.add(count
                + switch (outcome) {
                    case FELL -> " fell";
                    case CHANGED -> " changed and did not fall";
                    case NO_CHANGE -> " without a change";
                    case TOO_FEW -> " undecided: too few runs";
                }));
        return (trends.size() == 1 ? "1 series: " : trends.size() + " series: ") + String.join(", ", parts);
    }
}
