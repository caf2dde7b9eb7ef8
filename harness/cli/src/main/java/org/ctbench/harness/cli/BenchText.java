package org.ctbench.harness.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.models.bench.Course;
import org.ctbench.models.bench.NetworkReport;
import org.ctbench.models.bench.StageReport;
import org.ctbench.models.bench.StageTiming;
import org.ctbench.models.bench.WallTime;
import org.ctbench.models.tensor.OperationProfile;
import org.ctbench.splits.text.TextTable;

/** Times of a model as text for a terminal. */
final class BenchText {
    private static final String UNKNOWN = "\u2013";

    private BenchText() {}

    /** What was timed, the times beside those of PyTorch, memory, the long training, the operations. */
    static String of(StageReport report) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s on one image of %d x %d, %d threads; milliseconds: median [shortest-longest] of %d runs",
                report.model(),
                report.size(),
                report.size(),
                report.threads(),
                report.stages().get(0).ctbench().runs());
        line(text, "beside it: %s", report.torch());
        if (report.evaluation().torch().isPresent()) {
            line(text, "torch does the released code's full work: both branches and all masks in every evaluation");
        }
        line(text, "");
        TextTable table = stages(report.stages());
        rates(table, report.evaluation());
        memory(table, report.memory());
        text.append(table.text());
        report.course().ifPresent(course -> course(text, course));
        operations(text, report.operations());
        return text.toString();
    }

    /** Times of a network that is trained in one stage. */
    static String of(NetworkReport report) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s on images %s, engine %s, %d threads; milliseconds: median [shortest-longest] of %d runs",
                report.model(),
                report.images(),
                report.engine(),
                report.threads(),
                report.work().get(0).ctbench().runs());
        line(text, "beside it: %s", report.torch());
        line(text, "");
        text.append(stages(report.work()).text());
        return text.toString();
    }

    private static TextTable stages(List<StageTiming> stages) {
        TextTable table = TextTable.of("", "ctbench", "torch", ">ctbench / torch");
        for (StageTiming stage : stages) {
            row(
                    table,
                    stage.ctbench().name(),
                    times(stage.ctbench()),
                    stage.torch().map(BenchText::times),
                    stage.ratio());
        }
        return table;
    }

    private static void rates(TextTable table, StageReport.Rate rate) {
        Optional<Double> ratio = rate.torch().map(torch -> rate.ctbench() / torch);
        row(
                table,
                "evaluated images per second",
                decimal(rate.ctbench()),
                rate.torch().map(BenchText::decimal),
                ratio);
    }

    private static void memory(TextTable table, StageReport.Memory memory) {
        row(table, "peak of the engine's memory", mebibytes(memory.pool()), Optional.empty(), Optional.empty());
        Optional<Double> ratio = memory.resident().isPresent() && memory.torch().isPresent()
                ? Optional.of(
                        (double) memory.resident().getAsLong() / memory.torch().getAsLong())
                : Optional.empty();
        row(
                table,
                "peak of resident memory",
                mebibytes(memory.resident()).orElse(UNKNOWN),
                mebibytes(memory.torch()),
                ratio);
    }

    private static void course(StringBuilder text, Course course) {
        line(text, "");
        line(text, "%d two-stage steps", course.steps());
        line(
                text,
                "  median of the first %d: %.2f ms, of the last %d: %.2f ms",
                course.window(),
                course.first(),
                course.window(),
                course.last());
        line(
                text,
                "  memory of the engine after step %d: %d bytes, after step %d: %d bytes",
                course.earlyStep(),
                course.earlyBytes(),
                course.steps(),
                course.lateBytes());
    }

    private static void operations(StringBuilder text, List<OperationProfile.Row> rows) {
        line(text, "");
        TextTable table = TextTable.of("in a two-stage step", ">calls", ">forward ms", ">backward ms", ">share");
        for (OperationProfile.Row row : rows) {
            boolean between = row.operation().equals(OperationProfile.BETWEEN);
            table.row(
                    row.operation(),
                    between ? "" : String.format(Locale.ROOT, "%.1f", row.calls()),
                    decimal(row.forward()),
                    between ? "" : decimal(row.backward()),
                    String.format(Locale.ROOT, "%.1f %%", 100 * row.share()));
        }
        text.append(table.text());
    }

    private static void row(
            TextTable table, String name, String ctbench, Optional<String> torch, Optional<Double> ratio) {
        table.row(
                name,
                ctbench,
                torch.orElse(UNKNOWN),
                ratio.map(BenchText::decimal).orElse(UNKNOWN));
    }

    private static String times(WallTime timing) {
        return String.format(Locale.ROOT, "%.2f [%.2f-%.2f]", timing.median(), timing.shortest(), timing.longest());
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static Optional<String> mebibytes(OptionalLong bytes) {
        return bytes.isPresent() ? Optional.of(mebibytes(bytes.getAsLong())) : Optional.empty();
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%d MiB", bytes >> 20);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
