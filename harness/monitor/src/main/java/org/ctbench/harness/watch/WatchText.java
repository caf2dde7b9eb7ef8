package org.ctbench.harness.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ctbench.splits.text.Escapes;

/** The state of a run as plain text. */
public final class WatchText {
    private static final String MARGIN = "  ";

    /** Workers that are listed at most; a screen has room for cells, too. */
    private static final int WORKERS = 16;

    private WatchText() {}

    /** All cells. */
    public static String of(RunState run) {
        return of(run, Integer.MAX_VALUE);
    }

    /**
     * As many cells as fit, those that run or failed first, then those to come; their order stays.
     *
     * @param lines at most, if the head leaves room for any cell
     */
    static String of(RunState run, int lines) {
        List<String> text = head(run);
        List<CellState> shown = fitting(run.cells(), lines - text.size() - 2L);
        int width = shown.stream().mapToInt(c -> c.cell().length()).max().orElse(4);
        text.add(row(width, "cell", "state", "done", "images/s", "time left", "waiting", "memory"));
        shown.forEach(cell -> text.addAll(cell(cell, width)));
        int hidden = run.cells().size() - shown.size();
        if (hidden > 0) {
            text.add(hidden + " more; `ctbench watch RUN --once` lists all");
        }
        return text.stream().map(Escapes::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> head(RunState run) {
        List<String> head = new ArrayList<>();
        head.add(run.plan() + ": " + run.title());
        head.add("plan " + run.digest().substring(0, Math.min(12, run.digest().length())) + ", " + run.engine());
        head.add(Wording.status(run));
        head.add(Wording.cells(run));
        if (!Wording.left(run).isEmpty()) {
            head.add("time left: " + Wording.left(run));
        }
        run.workers().stream()
                .limit(WORKERS)
                .map(worker -> "worker: " + Wording.worker(worker))
                .forEach(head::add);
        if (run.workers().size() > WORKERS) {
            head.add(run.workers().size() - WORKERS + " more workers; `ctbench watch RUN --json` lists all");
        }
        head.add("");
        return head;
    }

    private static List<String> cell(CellState cell, int width) {
        List<String> lines = new ArrayList<>();
        lines.add(row(
                width,
                cell.cell(),
                Wording.name(cell.state()),
                Wording.share(cell),
                Wording.speed(cell),
                Wording.left(cell),
                Wording.waiting(cell),
                Wording.memory(cell)));
        if (hasNote(cell)) {
            String curve = cell.progress().map(p -> Sparkline.of(p.trend())).orElse("");
            lines.add((MARGIN + Wording.note(cell) + (curve.isEmpty() ? "" : MARGIN + curve)).stripTrailing());
        }
        return lines;
    }

    /** What is over and went well needs no second line. */
    private static boolean hasNote(CellState cell) {
        return cell.state() != CellState.State.FINISHED && !Wording.note(cell).isEmpty();
    }

    private static String row(int width, String cell, String... rest) {
        return String.format(
                        Locale.ROOT,
                        "%-" + width + "s  %-11s  %7s  %9s  %12s  %7s  %9s",
                        cell,
                        rest[0],
                        rest[1],
                        rest[2],
                        rest[3],
                        rest[4],
                        rest[5])
                .stripTrailing();
    }

    private static List<CellState> fitting(List<CellState> cells, long lines) {
        long needed = 0;
        List<CellState> chosen = new ArrayList<>();
        List<CellState> byState = new ArrayList<>(cells);
        byState.sort(
                Comparator.comparing(CellState::state)); // stable; the states are declared in the order of interest
        for (CellState cell : byState) {
            needed += hasNote(cell) ? 2 : 1;
            if (needed > lines) {
                break;
            }
            chosen.add(cell);
        }
        return cells.stream().filter(chosen::contains).toList();
    }
}
