package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ctbench.harness.compare.ComparedTable;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.TableKind;
import org.ctbench.harness.statistics.Question;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.formats.TextWriter;

/** What was scored, for a terminal: every metric with its intervals, and the rows of the paper's table with the models beside them. */
final class ScoreText {
    private ScoreText() {}

    static String of(Comparison comparison) {
        List<ContentBlock> blocks = new ArrayList<>();
        if (comparison.evidence().generated()) {
            blocks.add(Paragraph.of("Generated data: these values say nothing about real CT."));
        }
        for (SetMetrics set : comparison.sets()) {
            blocks.add(MetricsSection.ofOneSeed(set));
        }
        comparison.lesions().forEach(model -> blocks.add(MetricsSection.ofLesions(model)));
        comparison.tables().stream()
                .filter(table -> table.set().isPresent()
                        || table.table().kind() == TableKind.SEGMENTATION
                                && !comparison.lesions().isEmpty())
                .forEach(table -> blocks.add(table(table)));
        return TextWriter.write(blocks);
    }

    /** Metric by metric, the published rows and the models beside them; cells of which nothing is known are left out. */
    private static Table table(ComparedTable compared) {
        List<Row> rows = new ArrayList<>();
        for (PublishedColumn column : compared.table().columns()) {
            Stream.concat(compared.cells().stream(), compared.others().stream())
                    .filter(cell -> cell.column().equals(column))
                    .filter(cell -> cell.published().digits().isPresent()
                            || cell.reproduced().isPresent())
                    .map(cell -> Row.of(
                            Text.of(column.name()),
                            Text.of(cell.name()),
                            ComparedCells.published(cell),
                            ComparedCells.reproduced(cell, false),
                            ComparedCells.verdict(cell, Question.SAME_IMAGES),
                            ComparedCells.verdict(cell, Question.SAME_POPULATION)))
                    .forEach(rows::add);
        }
        return Table.of(
                        "scored-" + compared.table().number(),
                        "Table " + compared.table().number() + " of the paper: "
                                + compared.table().title(),
                        List.of(
                                Column.of("metric"),
                                Column.of("model"),
                                Column.published("metric"),
                                Column.measured("metric"),
                                Column.of(Question.SAME_IMAGES.words()),
                                Column.of(Question.SAME_POPULATION.words())),
                        rows)
                .withKeys(2);
    }
}
