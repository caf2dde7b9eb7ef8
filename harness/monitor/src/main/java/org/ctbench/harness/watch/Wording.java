package org.ctbench.harness.watch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.ctbench.splits.text.Durations;

/** The state of a run in words, the same on a terminal and in the page. */
final class Wording {
    static final String UNKNOWN = "unknown";
    static final String NOTHING = "–";

    private Wording() {}

    /** What becomes of the run. */
    static String status(RunState run) {
        return switch (run.status()) {
            case RUNNING ->
                run.workers().isEmpty()
                        ? "running in process " + run.process() + " since " + ago(run.at() - run.started())
                        : "running in " + run.workers().size() + (run.workers().size() == 1 ? " worker" : " workers");
            case FINISHED ->
                "finished" + run.report().map(r -> "; report: " + r).orElse("");
            case STOPPED ->
                "stopped: " + run.reason().orElse("no reason given") + "; run the same command again to resume";
            case LOST ->
                "killed or lost: process " + run.process() + " is gone, last heard of " + ago(run.at() - run.heard())
                        + " ago; run the same command again to resume";
        };
    }

    /** {@code process 12 on node3: affinity-8/train}, and for how long it gave no sign of life, if that is long. */
    static String worker(WorkerState worker) {
        String text = "process " + worker.process() + " on " + worker.host() + ": " + worker.cell();
        return switch (worker.life()) {
            case ALIVE, UNKNOWN -> text;
            case SILENT -> text + ", silent for " + seconds(worker.silentSeconds());
            case ENDED -> text + ", ended; another worker takes the cell";
        };
    }

    /** {@code 3 of 8 cells finished, 1 failed, 2 running}. */
    static String cells(RunState run) {
        long asked = run.cells().size() - run.count(CellState.State.LEFT_OUT);
        StringJoiner parts = new StringJoiner(", ");
        parts.add(
                run.count(CellState.State.FINISHED) + " of " + asked + (asked == 1 ? " cell" : " cells") + " finished");
        for (CellState.State state : CellState.State.values()) {
            if (state != CellState.State.FINISHED && run.count(state) > 0) {
                parts.add(run.count(state) + " " + name(state));
            }
        }
        return parts.toString();
    }

    /** Time until the run is over; empty if nothing is left to do. */
    static String left(RunState run) {
        boolean todo = run.cells().stream().anyMatch(c -> TimeLeft.isToDo(c.state()));
        if (!todo) {
            return "";
        }
        if (run.secondsLeft().isEmpty()) {
            return UNKNOWN + ", no similar work has been timed yet";
        }
        String time = seconds(run.secondsLeft().getAsDouble());
        int unmeasured = run.unmeasured();
        return unmeasured == 0
                ? time
                : "more than " + time + ", " + unmeasured + (unmeasured == 1 ? " cell" : " cells") + " not timed yet";
    }

    static String left(CellState cell) {
        if (!TimeLeft.isToDo(cell.state())) {
            return NOTHING;
        }
        return cell.secondsLeft().isPresent() ? seconds(cell.secondsLeft().getAsDouble()) : UNKNOWN;
    }

    /** Share of the images that are done, never 100 % before the end. */
    static String share(CellState cell) {
        OptionalDouble share = cell.share();
        if (share.isEmpty()) {
            return NOTHING;
        }
        double percent = Math.floor(share.getAsDouble() * 1000) / 10;
        return String.format(Locale.ROOT, "%.1f %%", percent);
    }

    static String speed(CellState cell) {
        return latest(cell)
                .map(p -> String.format(Locale.ROOT, "%.1f", p.imagesPerSecond()))
                .orElse(NOTHING);
    }

    static String waiting(CellState cell) {
        return latest(cell).map(p -> percent(p.waiting())).orElse(NOTHING);
    }

    static String memory(CellState cell) {
        OptionalLong bytes = latest(cell).map(CellState.Progress::memoryBytes).orElse(OptionalLong.empty());
        return bytes.isPresent()
                ? String.format(Locale.ROOT, "%.1f GiB", bytes.getAsLong() / (double) (1 << 30))
                : NOTHING;
    }

    /** Epoch, step, losses and accuracy, as far as there are any; or why there is no result. */
    static String note(CellState cell) {
        List<String> parts = new ArrayList<>();
        cell.problem().ifPresent(parts::add);
        cell.seconds().ifPresent(s -> parts.add("took " + seconds(s)));
        cell.progress().ifPresent(p -> {
            boolean training = p.epoch().isPresent() || !p.losses().isEmpty();
            p.epoch().ifPresent(epoch -> parts.add("epoch " + epoch));
            parts.add((training ? "step " : "batch ") + String.format(Locale.ROOT, "%,d", p.step()));
            if (!p.losses().isEmpty()) {
                parts.add("loss " + losses(p.losses()));
            }
            p.accuracy().ifPresent(a -> parts.add("validation accuracy " + percent(a)));
        });
        return String.join(", ", parts);
    }

    static String name(Enum<?> constant) {
        try {
            return constant.getDeclaringClass()
                    .getField(constant.name())
                    .getAnnotation(JsonProperty.class)
                    .value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<CellState.Progress> latest(CellState cell) {
        boolean now = cell.state() == CellState.State.RUNNING || cell.state() == CellState.State.INTERRUPTED;
        return now ? cell.progress() : Optional.empty();
    }

    private static String losses(Map<String, Double> losses) {
        StringJoiner parts = new StringJoiner(" ");
        losses.forEach((name, value) -> parts.add(name + " " + String.format(Locale.ROOT, "%.4g", value)));
        return parts.toString();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String seconds(double seconds) {
        return Durations.text(Duration.ofMillis((long) (seconds * 1000)));
    }

    private static String ago(long millis) {
        return Durations.text(Duration.ofMillis(Math.max(0, millis)));
    }
}
