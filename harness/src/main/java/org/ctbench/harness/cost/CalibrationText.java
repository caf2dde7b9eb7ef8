package org.ctbench.harness.cost;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ctbench.models.bench.Timing;
import org.ctbench.splits.table.TextTable;

/** How a calibration measured, as text for a terminal. */
final class CalibrationText {
    private final CalibrationReport report;
    private final PlanCost cost;
    private final StringBuilder text = new StringBuilder();

    private CalibrationText(CalibrationReport report, PlanCost cost) {
        this.report = report;
        this.cost = cost;
    }

    static String of(CalibrationReport report, PlanCost cost) {
        CalibrationText all = new CalibrationText(report, cost);
        all.preparation();
        all.method();
        all.text.append(all.table());
        return all.text.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void preparation() {
        for (Map.Entry<Integer, Timing> entry : report.preparation().entrySet()) {
            Timing time = entry.getValue();
            int size = entry.getKey();
            line(
                    "preparing an image (decode, resize to %d x %d, normalise; a generated PNG, reading the disk not"
                            + " included): %.1f ms [%.1f-%.1f]",
                    size, size, time.median(), time.shortest(), time.longest());
        }
        CalibrationReport.Share most = report.preparing().stream()
                .max(Comparator.comparingDouble(CalibrationReport.Share::share))
                .orElseThrow();
        if (most.share() < 1) {
            line(
                    "  done by a thread of its own while the batch before is computed; it takes at most %.0f %% of that time"
                            + " (%s, %s), so nothing waits for data",
                    100 * most.share(), most.model(), most.kind());
        } else {
            line(
                    "  done by a thread of its own while the batch before is computed; %s waits %.0f %% of the time for data"
                            + " (%s), which the estimate counts",
                    most.model(), 100 * (1 - 1 / most.share()), most.kind());
        }
        if (report.extent().engine().endsWith("-cpu")) {
            line("  that thread shares the processor with the computing, which is not in the estimate");
        }
    }

    private void method() {
        CalibrationReport.Work first = report.works().get(0);
        double total = cost.total().orElseThrow().median();
        line("");
        line(
                "calibration on %s, %d threads: %d rounds of each kind of work after %d thrown away, %s in all, which is %s of"
                        + " the estimate; the rest is multiplication",
                report.extent().engine(),
                report.extent().threads(),
                first.timings().get(0).runs(),
                report.discarded(),
                Quantity.time(report.extent().seconds()),
                share(report.extent().seconds() / total));
        line(
                "  generated pixels and lesions, initial weights: an untrained detector goes on with as many regions as it may."
                        + " The scoring of masks is not included.");
        line(
                "  the range is from the shortest to the longest round; it holds while the machine is as busy as it was then");
    }

    private static String share(double share) {
        return share < 0.001
                ? String.format(Locale.ROOT, "%.4f %%", 100 * share)
                : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private String table() {
        TextTable table = TextTable.of("  measured", "work", ">ms", "[shortest-longest]", "stands for");
        for (CalibrationReport.Work work : report.works()) {
            for (Timing timing : work.timings()) {
                table.row(
                        "  " + work.measured(),
                        timing.name(),
                        String.format(Locale.ROOT, "%.1f", timing.median()),
                        String.format(Locale.ROOT, "[%.1f-%.1f]", timing.shortest(), timing.longest()),
                        others(work));
            }
        }
        return table.text();
    }

    private static String others(CalibrationReport.Work work) {
        List<String> others = work.models().stream()
                .filter(model -> !model.equals(work.measured()))
                .toList();
        return others.isEmpty() ? "" : "also " + String.join(", ", others);
    }
}
