package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.compare.ComparedCell;
import org.ctbench.harness.compare.ComparedTable;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PaperNumbers;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.shortcuts.NoPixels;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.Question;
import org.ctbench.harness.statistics.SeedMetrics;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Row;

/**
 * Classifiers that see no pixel in a paper's table: rows below its models, without a verdict, and marks on published values that
 * they reach.
 */
final class NoPixelRows {
    private static final String NOT_A_MODEL = "no model of the paper";

    private final ComparedTable compared;
    private final PaperNumbers numbers;
    private final List<Measured> measured = new ArrayList<>();

    private record Measured(NoPixels control, SeedMetrics values) {}

    /** @param shortcuts the classifiers on the set that the table is about; empty if there is no such set */
    NoPixelRows(Paper paper, ComparedTable compared, Optional<SetMetrics> set, Optional<ShortcutTable> shortcuts) {
        this.compared = compared;
        this.numbers = PaperNumbers.of(paper);
        if (set.isEmpty() || shortcuts.isEmpty()) {
            return;
        }
        List<String> wanted = compared.table().columns().stream().map(this::id).toList();
        List<AppliedMetric> metrics = set.get().models().get(0).metrics().stream()
                .filter(metric -> wanted.contains(metric.id()))
                .toList();
        if (!metrics.isEmpty()) {
            for (NoPixels control : shortcuts.get().noPixels()) {
                measured.add(new Measured(
                        control,
                        SeedMetrics.of(
                                List.of(control.predictions()),
                                metrics,
                                shortcuts.get().resampling())));
            }
        }
    }

    private String id(PublishedColumn column) {
        return column.metricId(compared.set().map(EvaluationSet::weighting).orElse(Weighting.ACTUAL));
    }

    /** A row per classifier; none where the lists do not give enough. */
    List<Row> rows() {
        return measured.stream().map(this::row).toList();
    }

    private Row row(Measured one) {
        List<TableCell> cells =
                new ArrayList<>(List.of(Text.of(one.control().facts().heading())));
        for (PublishedColumn column : compared.table().columns()) {
            cells.add(Absent.undefined(NOT_A_MODEL));
            cells.add(one.values()
                    .estimate(id(column))
                    .map(estimate -> ComparedCells.measured(
                            column, estimate, one.control().predictions()))
                    .orElseGet(() -> Absent.undefined("a classifier has no such value")));
            compared.questions().forEach(question -> cells.add(Text.of("")));
        }
        return new Row(cells, false);
    }

    /**
     * The published value, marked where on the paper's own images it is not shown to be higher than what a classifier without pixels
     * reaches: it does not lie above the interval of that.
     */
    TableCell published(ComparedCell cell) {
        TableCell value = ComparedCells.published(cell);
        if (!compared.questions().contains(Question.SAME_IMAGES)
                || cell.column().metric().ofCounts().isEmpty()
                || cell.published().value().isEmpty()) {
            return value;
        }
        double lowest = numbers.value(cell.published()).lowest() / (ComparedCells.percent(cell) ? 100 : 1);
        return measured.stream()
                .filter(one -> one.values()
                        .estimate(id(cell.column()))
                        .filter(estimate -> reaches(estimate, one, lowest))
                        .isPresent())
                .findFirst()
                .<TableCell>map(one -> Annotated.noted(
                        value,
                        "not shown to be higher than that of a classifier that sees no pixel ("
                                + one.control().facts().words() + ")"))
                .orElse(value);
    }

    private static boolean reaches(Estimate estimate, Measured one, double published) {
        return estimate
                .of(one.control().predictions())
                .known()
                .map(known -> OptionalDouble.of(known.interval().high()))
                .orElse(estimate.value())
                .stream()
                .anyMatch(highest -> published <= highest);
    }
}
