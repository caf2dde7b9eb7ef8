package org.ctbench.harness.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.reports.Reports;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Fact;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Series;
import org.ctbench.reports.document.TrainingCurves;
import org.ctbench.splits.documents.AtomicFiles;

/** The page of a history: a chart for each series with its changes, and the runs with links to their bundles. */
public final class HistoryPage {
    private static final String METHOD =
            "Values of one exact arithmetic have no noise, so every difference is a change. Other series are tested for a change of their level by permutations (Antoch and Hu\u0161kov\u00E1"
                    + " 2001); neighbouring runs with equal values count as one observation; p is adjusted for the number of series (Holm). A change says that the numbers moved, not that"
                    + " another seed would show it: ctbench check compares means over seeds.";

    private HistoryPage() {}

    /**
     * Writes it in all formats.
     *
     * @param entries the runs, one or more
     * @param trends their series
     * @return the HTML page
     */
    public static Path write(List<HistoryEntry> entries, List<Trend> trends, Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file :
                Reports.render(of(entries, trends)).files().entrySet()) {
            AtomicFiles.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder.resolve("index.html");
    }

    static Report of(List<HistoryEntry> entries, List<Trend> trends) {
        HistoryEntry last = entries.get(entries.size() - 1);
        List<ContentBlock> blocks = new ArrayList<>(List.of(Paragraph.of(METHOD), HistoryBlocks.trends(trends)));
        for (int t = 0; t < trends.size(); t++) {
            blocks.add(curves("trend-" + (t + 1), trends.get(t)));
        }
        return new Report(
                "history",
                "History",
                Optional.empty(),
                List.of(
                        Fact.of("runs", Integer.toString(entries.size())),
                        Fact.of("last added", last.run().added()),
                        Fact.code("head", last.digest().hex())),
                List.of(
                        new Section(
                                "trends",
                                "Trends",
                                trends.isEmpty()
                                        ? "The history has no series."
                                        : "Each chart shows one metric over the runs. Dashed lines are levels; their steps are the changes.",
                                blocks),
                        Section.of(
                                "runs",
                                "Runs",
                                "One row for each run, in the order of adding.",
                                HistoryBlocks.runs(entries)),
                        Section.of(
                                "values",
                                "Values",
                                "One row for each run and series: mean, lowest and highest seed.",
                                HistoryBlocks.values(trends))));
    }

    private static TrainingCurves curves(String id, Trend trend) {
        List<Series.Point> means = new ArrayList<>();
        List<Series.Range> seeds = new ArrayList<>();
        List<Series.Point> levels = new ArrayList<>();
        for (Trend.Point point : trend.points()) {
            double value = trend.unit().print(point.value());
            means.add(new Series.Point(point.run(), value));
            // a mean of equal values may differ from them in its last digit
            seeds.add(new Series.Range(
                    Math.min(value, trend.unit().print(point.lowest())),
                    Math.max(value, trend.unit().print(point.highest()))));
            double level = trend.stretches().stream()
                    .filter(stretch -> stretch.from() <= point.run() && point.run() <= stretch.to())
                    .findFirst()
                    .orElseThrow()
                    .level();
            levels.add(new Series.Point(point.run(), trend.unit().print(level)));
        }
        boolean several = trend.points().stream().anyMatch(point -> point.lowest() < point.highest());
        Series mean = new Series(several ? "mean over seeds" : "value", Series.Role.TRAINING, means);
        List<Series> lines = new ArrayList<>(List.of(several ? mean.withBand(seeds) : mean));
        if (trend.stretches().size() > 1) {
            lines.add(new Series("level", Series.Role.VALIDATION, levels));
        }
        String unit = trend.unit().print(1) == 100 ? ", %" : "";
        return new TrainingCurves(
                id,
                trend.plan() + " (" + trend.planDigest().abbreviated() + "): " + trend.name() + ": "
                        + trend.outcome().label() + "; " + trend.because(),
                "run",
                trend.metric() + unit,
                lines);
    }
}
