package org.ctbench.harness.cli;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.ctbench.harness.audit.ablation.Moved;
import org.ctbench.harness.audit.ledger.Entry;

/** Both readings of discrepancies as text for a terminal. */
final class AblationText {
    private AblationText() {}

    /** Entries, one a line. */
    static String list(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach(
                e -> text.append(e.id()).append("  ").append(e.statement()).append('\n'));
        return text.toString();
    }

    /** Values by both readings, one a line, under a heading for each reading; those that do not move are counted. */
    static String of(List<Moved> moved) {
        if (moved.isEmpty()) {
            return "the run holds no second reading of any entry; `ctbench ablate D-xx` makes a plan that does\n";
        }
        StringBuilder text = new StringBuilder();
        String heading = "";
        for (Moved metric : moved) {
            String own = metric.entry() + ", " + metric.reading() + ", " + metric.model();
            if (!own.equals(heading)) {
                heading = own;
                text.append(own).append(": ").append(count(moved, metric)).append('\n');
            }
            if (metric.moves()) {
                text.append(String.format(
                        Locale.ROOT,
                        "  %-26s  %-22s  %s -> %s  %s%n",
                        metric.set(),
                        metric.metric(),
                        percent(metric.standard()),
                        percent(metric.other()),
                        difference(metric)));
            }
        }
        return text.toString();
    }

    private static String count(List<Moved> moved, Moved like) {
        List<Moved> own = moved.stream()
                .filter(m -> m.entry().equals(like.entry())
                        && m.reading().equals(like.reading())
                        && m.model().equals(like.model()))
                .toList();
        long moves = own.stream().filter(Moved::moves).count();
        return moves + " of " + own.size() + " metrics move";
    }

    private static String percent(OptionalDouble part) {
        return part.isPresent() ? String.format(Locale.ROOT, "%6.2f %%", 100 * part.getAsDouble()) : "undefined";
    }

    private static String difference(Moved metric) {
        return metric.standard().isPresent() && metric.other().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "(%+.2f points)",
                        100 * (metric.other().getAsDouble() - metric.standard().getAsDouble()))
                : "";
    }
}
