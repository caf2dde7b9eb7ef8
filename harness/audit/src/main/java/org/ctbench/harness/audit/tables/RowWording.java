package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctbench.harness.audit.feasibility.ScoreRange;
import org.ctbench.harness.audit.granularity.PrintedValue;
import org.ctbench.harness.audit.granularity.Printing;
import org.ctbench.harness.metrics.Metric;

/** The words of findings about rows. */
final class RowWording {
    private static final int LINES = 6;
    private static final int NAMES = 20;

    private RowWording() {}

    /** {@code a, b and c}; of many values the first ones. */
    static String names(List<RowValue> values) {
        List<String> names = values.stream().map(RowValue::name).toList();
        if (names.size() <= NAMES) {
            return list(names);
        }
        List<String> first = new ArrayList<>(names.subList(0, NAMES / 2));
        first.add((names.size() - NAMES / 2) + " more values");
        return list(first);
    }

    static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** What a reading takes for granted that is not plain. */
    static String condition(Trial trial) {
        List<String> conditions = new ArrayList<>();
        switch (trial.printing()) {
            case ROUNDED -> {}
            case TRUNCATED -> conditions.add("they are truncated, not rounded");
            case EITHER -> conditions.add("some are rounded and others truncated");
            case UP -> conditions.add("they are rounded up");
            case NEAREST_OR_UP -> conditions.add("some are rounded to the nearest and others up");
        }
        if (!trial.size().isListed()) {
            conditions.add("the set has " + trial.size().words());
        }
        conditions.addAll(trial.convention().conditions());
        return list(conditions);
    }

    /** Over which readings a contradiction holds. */
    static String whatever(Trials trials) {
        String weights = trials.weightsMatter() ? ", whatever weighs the F1" : "";
        String sizes = trials.sizesDiffer() ? ", with either number of images" : "";
        return ", rounded or truncated" + weights + sizes;
    }

    /** Which values contradict each other, and what the others leave for each. */
    static List<String> conflict(Trials trials) {
        Trial trial = trials.widest().limited();
        List<String> lines = new ArrayList<>();
        Optional<List<String>> conflict = trial.conflict();
        if (conflict.isEmpty()) {
            lines.add("which of them contradict each other was not settled");
            return lines;
        }
        String reading = trials.weightsMatter()
                ? " (" + trial.weights().words()
                        + trial.weights().constants().map(c -> ", " + c).orElse("") + ")"
                : "";
        if (conflict.get().size() == 1) {
            lines.add(conflict.get().get(0) + " cannot be by itself");
            return lines;
        }
        lines.add("contradict each other, and none could be left out: " + list(conflict.get()) + reading);
        List<RowValue> involved = trial.values().stream()
                .filter(f -> conflict.get().contains(f.name()))
                .toList();
        Trial alone = trial.of(involved);
        for (RowValue value : involved) {
            alone.others(value.name())
                    .ifPresent(range -> lines.add("by the others, "
                            + value.column().name() + " lies in "
                            + DecimalShares.range(range, value.printed().unit()) + " and not at " + value.printed()));
        }
        others(trials).ifPresent(lines::add);
        return lines;
    }

    /** Which other readings of a weighted F1 were tried in vain. */
    private static Optional<String> others(Trials trials) {
        List<String> others = trials.all().stream()
                .map(o -> o.trial().weights())
                .filter(w -> !w.id().equals(trials.widest().weights().id()))
                .map(WeightReading::words)
                .distinct()
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("by these readings of the F1 no matrix has them either: " + String.join(", ", others));
    }

    static List<String> unsettled(Trials trials) {
        List<String> open = trials.all().stream()
                .filter(Trials.Outcome::isOpen)
                .map(o -> {
                    String words = o.trial().words(trials.sizesDiffer(), trials.weightsMatter());
                    return "not settled if they are " + o.trial().printing().words()
                            + (words.isEmpty() ? "" : ": " + words);
                })
                .toList();
        List<String> lines = new ArrayList<>(shortened(open));
        long ruledOut =
                trials.all().stream().filter(o -> o.answer().impossible()).count();
        if (ruledOut > 0) {
            lines.add("ruled out: " + ruledOut + " other readings");
        }
        return lines;
    }

    /** The first lines, and how many more there are. */
    static List<String> shortened(List<String> lines) {
        if (lines.size() <= LINES) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, LINES - 1));
        first.add("and under " + (lines.size() - LINES + 1) + " more readings");
        return first;
    }

    /** Where the weighted F1 lies by the other values. */
    static List<String> weightedRange(Trial trial) {
        return trial.values().stream()
                .filter(f -> f.column().metric() == Metric.WEIGHTED_F1)
                .map(f -> trial.others(f.name())
                        .map(range -> "by the other values, " + trial.weights().words() + " lies in "
                                + DecimalShares.range(range, f.printed().unit())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** {@code 'code' if all are truncated; 'paper' only if some are rounded and others truncated}. */
    static String fit(Map<String, Set<Printing>> printings) {
        return printings.entrySet().stream()
                .map(e -> "'" + e.getKey() + "' " + fit(e.getValue()))
                .collect(Collectors.joining("; "));
    }

    static String fit(Set<Printing> ways) {
        if (ways.contains(Printing.ROUNDED)) {
            return "if all values are rounded";
        }
        if (ways.contains(Printing.TRUNCATED)) {
            return "if all values are truncated";
        }
        return ways.contains(Printing.EITHER)
                ? "only if some values are rounded and others truncated"
                : "under no reading";
    }

    /** The range of a score as a line. */
    static String line(String score, ScoreRange range) {
        return score + " then lies in " + DecimalShares.range(range, PrintedValue.Unit.PERCENT);
    }
}
