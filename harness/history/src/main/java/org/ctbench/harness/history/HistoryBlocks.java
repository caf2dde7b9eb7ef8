package org.ctbench.harness.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.ctbench.harness.history.RecordedRun.Bundle;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;
import org.ctbench.splits.text.Escapes;

/** A history as tables. */
public final class HistoryBlocks {
    private HistoryBlocks() {}

    /** Every run: commit, plan, engine and machine. */
    public static Table runs(List<HistoryEntry> entries) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            RecordedRun run = entries.get(i).run();
            boolean backwards = i > 0 && entries.get(i - 1).run().time().isAfter(run.time());
            TableCell added = text(run.added());
            rows.add(Row.of(
                    Count.of(entries.get(i).number()),
                    backwards
                            ? Annotated.noted(
                                    added,
                                    "its clock is earlier than that of the run above; runs are listed in the"
                                            + " order of adding")
                            : added,
                    text(run.plan()),
                    Text.code(run.planDigest().abbreviated()),
                    text(run.code().text()),
                    text(run.engine()
                            + run.arithmetic().map(name -> " (" + name + ")").orElse("")),
                    text(run.machine()),
                    Text.code(run.numbers().abbreviated()),
                    bundle(run.bundle())));
        }
        return table(
                "runs",
                "Runs, in the order in which they were added",
                rows,
                "run",
                "added",
                "plan",
                "plan digest",
                "ctbench",
                "engine",
                "machine",
                "numbers",
                "bundle");
    }

    /** What is to be said of each series. */
    public static Table trends(List<Trend> trends) {
        List<Row> rows = new ArrayList<>();
        for (Trend trend : trends) {
            Trend.Point last = trend.points().get(trend.points().size() - 1);
            boolean fell = trend.outcome() == Trend.Outcome.FELL;
            rows.add(Row.of(
                    fell
                            ? Text.strong(trend.outcome().label())
                            : Text.of(trend.outcome().label()),
                    text(trend.plan()),
                    text(trend.model()),
                    text(trend.set()),
                    text(trend.metric()),
                    Count.of(trend.points().size()),
                    trend.unit().cell(last.value()),
                    changes(trend),
                    p(trend),
                    text(trend.because() + (trend.current() ? "" : "; ended: not in the newest run of the plan"))));
        }
        return table(
                "trends",
                "Series and their changes",
                rows,
                "",
                "plan",
                "model",
                "set",
                "metric",
                "runs",
                "last",
                "changes at run",
                "p",
                "why");
    }

    /** Every value of these series. */
    public static Table values(List<Trend> trends) {
        List<Row> rows = new ArrayList<>();
        for (Trend trend : trends) {
            for (Trend.Point point : trend.points()) {
                rows.add(Row.of(
                        Count.of(point.run()),
                        text(trend.plan()),
                        Text.code(trend.planDigest().abbreviated()),
                        text(trend.model()),
                        text(trend.set()),
                        text(trend.metric()),
                        trend.unit().cell(point.value()),
                        trend.unit().cell(point.lowest()),
                        trend.unit().cell(point.highest())));
            }
        }
        return table(
                "values",
                "Means over seeds, with the lowest and the highest seed",
                rows,
                "run",
                "plan",
                "plan digest",
                "model",
                "set",
                "metric",
                "mean",
                "lowest",
                "highest");
    }

    private static TableCell changes(Trend trend) {
        List<Trend.Stretch> later =
                trend.stretches().subList(1, trend.stretches().size());
        return later.isEmpty()
                ? Text.of("none")
                : Text.of(later.stream()
                        .map(stretch -> Long.toString(stretch.from()))
                        .collect(Collectors.joining(", ")));
    }

    private static TableCell p(Trend trend) {
        OptionalDouble p = trend.p();
        return p.isPresent()
                ? Value.of(p.getAsDouble(), 4)
                : Absent.undefined(
                        trend.exact() ? "exact values have no noise to test against" : "too few runs for a test");
    }

    private static TableCell bundle(Optional<Bundle> bundle) {
        return bundle.isPresent()
                ? Annotated.linked(
                        text(bundle.get().link()),
                        new Annotated.OuterLink(bundle.get().address()))
                : Absent.undefined("no bundle was named");
    }

    static Text text(String text) {
        return Text.of(Escapes.line(text));
    }

    private static Table table(String id, String caption, List<Row> rows, String... columns) {
        List<Column> heads = new ArrayList<>();
        for (String column : columns) {
            heads.add(Column.of(column));
        }
        return Table.of(id, caption, heads, rows);
    }
}
