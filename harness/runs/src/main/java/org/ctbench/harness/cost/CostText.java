package org.ctbench.harness.cost;

import java.util.Comparator;
import java.util.Locale;
import org.ctbench.harness.cost.PlanCost.TaskCost;
import org.ctbench.models.bench.WorkBenchmark;
import org.ctbench.splits.text.TextTable;

/** What a plan costs, as text for a terminal: the total on top, then what it is made of. */
public final class CostText {
    /** Nothing was measured. */
    private static final String NONE = "\u2013";

    private final PlanCost cost;
    private final StringBuilder text = new StringBuilder();

    private CostText(PlanCost cost) {
        this.cost = cost;
    }

    /** The text, each line ended by LF. */
    public static String of(PlanCost cost) {
        CostText all = new CostText(cost);
        all.total();
        all.table();
        all.scored();
        all.memory();
        all.disk();
        all.method();
        return all.text.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void total() {
        String seeds = cost.seeds() == 1 ? "" : " with " + cost.seeds() + " seeds each";
        line("plan %s: %d models%s", cost.plan(), cost.models().size(), seeds);
        StringBuilder time = new StringBuilder(cost.total()
                .map(total -> "about " + Quantity.range(total) + " on this machine")
                .orElse("time: not measured (--no-calibration)"));
        cost.shared()
                .ifPresent(shared -> time.append(String.format(
                        Locale.ROOT,
                        "\nwith %d workers like this machine: at least %s, at most %s; the longest chain of cells, which cannot"
                                + " be split among workers, takes %s",
                        shared.workers(),
                        Quantity.range(shared.least()),
                        Quantity.range(shared.most()),
                        Quantity.range(shared.longest()))));
        line("%s\n\nEach model%s:", time, cost.seeds() == 1 ? "" : " with one seed");
    }

    private void table() {
        TextTable table = TextTable.of("model", "work", "split", ">images", ">steps", ">ms a step", ">time");
        for (PlanCost.Model model : cost.models()) {
            for (TaskCost costs : model.tasks()) {
                RepeatedWork task = costs.task();
                table.row(
                        model.id(),
                        task.part().words(),
                        task.split(),
                        Quantity.count(task.images()),
                        Quantity.count(task.repetitions()),
                        costs.one()
                                .map(one -> String.format(Locale.ROOT, "%.1f", one.median()))
                                .orElse(NONE),
                        costs.time().map(Quantity::range).orElse(NONE));
            }
        }
        text.append(table.text()).append('\n');
    }

    private void scored() {
        if (!cost.scored().isEmpty()) {
            line("scored, not trained: %s", String.join(", ", cost.scored()));
        }
    }

    private void memory() {
        cost.models().stream()
                .filter(model -> model.memory().isPresent())
                .max(Comparator.comparingLong(model -> model.memory().get().peak()))
                .ifPresent(largest -> line(
                        "memory: the engine holds at most %s (%s); a GPU also needs room for its libraries",
                        Quantity.bytes(largest.memory().get().peak()), largest.id()));
    }

    private void disk() {
        DiskSpace disk = cost.disk();
        line(
                "disk: at most %s besides the published images: %s decoded slices %s, weights %s, checkpoints %s,"
                        + " predictions %s",
                Quantity.bytes(disk.total()),
                Quantity.count(disk.decodedSlices()),
                Quantity.bytes(disk.cache()),
                Quantity.bytes(disk.weights()),
                Quantity.bytes(disk.checkpoints()),
                Quantity.bytes(disk.predictions()));
        if (disk.keptEpoch() > 0) {
            line(
                    "with `reproduce --keep every:E`, for recheck: %s more for each epoch that is kept of every training",
                    Quantity.bytes(disk.keptEpoch()));
        }
    }

    private void method() {
        cost.calibration()
                .ifPresent(measured -> line(
                        "times: steps multiplied by the median [shortest-longest] of %d rounds after %d to warm up, on %s with %d"
                                + " threads, in %s. Generated pixels and initial weights: an untrained detector goes on with"
                                + " as many regions as it may. Images are prepared beside the steps, and their time is not"
                                + " counted; nor is that of scoring masks. A busy machine takes longer.",
                        measured.rounds(),
                        WorkBenchmark.WARM_UP,
                        measured.engine(),
                        measured.threads(),
                        Quantity.time(measured.seconds())));
    }
}
