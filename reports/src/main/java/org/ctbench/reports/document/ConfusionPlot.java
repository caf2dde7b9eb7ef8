package org.ctbench.reports.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.PlainText;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;

/**
 * How often each class was taken for each.
 *
 * @param id name of the figure, {@code [a-z0-9._-]}
 * @param caption what was evaluated
 * @param counted what is counted, in the plural: {@code slices}, {@code patients}
 * @param classes names, at least two, all different
 * @param counts {@code counts.get(t).get(p)}: members of class {@code t} that were taken for class {@code p}
 * @param wrong where the wrong ones are shown; empty if the report does not show them
 */
public record ConfusionPlot(
        String id, String caption, String counted, List<String> classes, List<List<Long>> counts, Optional<Wrong> wrong)
        implements Figure {
    /** Decimals of percentages in the figure, in its table and in its words. */
    public static final int DECIMALS = 2;

    /**
     * Where wrong members are shown.
     *
     * @param gallery id of a gallery of the same report, whose classes have the names of the matrix
     * @param filter what its items have in common beside the classes, as in {@link Annotated}
     */
    public record Wrong(String gallery, Map<String, String> filter) {
        public Wrong {
            Ids.check("gallery", gallery);
            filter = Collections.unmodifiableMap(new LinkedHashMap<>(filter));
        }

        private TableCell link(TableCell count, String trueClass, String predictedClass) {
            Map<String, String> kind = new LinkedHashMap<>(filter);
            kind.put(Gallery.Attribute.TRUE.key(), trueClass);
            kind.put(Gallery.Attribute.PREDICTED.key(), predictedClass);
            return Annotated.linked(count, gallery, kind);
        }
    }

    /** A matrix whose wrong members the report does not show. */
    public ConfusionPlot(String id, String caption, String counted, List<String> classes, List<List<Long>> counts) {
        this(id, caption, counted, classes, counts, Optional.empty());
    }

    /** The same, its wrong members shown there. */
    public ConfusionPlot withWrong(Wrong shown) {
        return new ConfusionPlot(id, caption, counted, classes, counts, Optional.of(shown));
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there are fewer than two classes, a name stands twice, the counts are not
     *     square or one is negative
     */
    public ConfusionPlot {
        Ids.check("figure", id);
        caption = PlainText.of("caption", caption);
        counted = PlainText.of("counted", counted);
        classes = classes.stream().map(c -> PlainText.of("class", c)).toList();
        counts = counts.stream().map(List::copyOf).toList();
        if (classes.size() < 2 || new HashSet<>(classes).size() != classes.size()) {
            throw new IllegalArgumentException(
                    "confusion matrix '" + id + "' needs two or more different classes, has " + classes);
        }
        Objects.requireNonNull(wrong, "wrong");
        int n = classes.size();
        if (counts.size() != n || counts.stream().anyMatch(row -> row.size() != n)) {
            throw new IllegalArgumentException("confusion matrix '" + id + "' has " + n + " classes, its rows have "
                    + counts.stream().map(List::size).toList() + " counts");
        }
        if (counts.stream().flatMap(List::stream).anyMatch(c -> c < 0)) {
            throw new IllegalArgumentException("confusion matrix '" + id + "' has a negative count: " + counts);
        }
    }

    private TableCell count(int trueClass, int predictedClass) {
        TableCell count = Count.of(counts.get(trueClass).get(predictedClass));
        boolean shown = trueClass != predictedClass && counts.get(trueClass).get(predictedClass) > 0;
        return wrong.filter(w -> shown)
                .map(w -> w.link(count, classes.get(trueClass), classes.get(predictedClass)))
                .orElse(count);
    }

    /** Members of a class. */
    public long members(int trueClass) {
        return counts.get(trueClass).stream().mapToLong(Long::longValue).sum();
    }

    /** Share of a class that was taken for another, as a percentage; undefined if the class has no members. */
    public TableCell share(int trueClass, int predictedClass) {
        long members = members(trueClass);
        if (members == 0) {
            return Absent.undefined("no " + counted + " of class " + classes.get(trueClass));
        }
        return Value.fraction((double) counts.get(trueClass).get(predictedClass) / members, DECIMALS);
    }

    @Override
    public String alt() {
        List<String> rows = new ArrayList<>();
        for (int t = 0; t < classes.size(); t++) {
            long members = members(t);
            String share = members == 0 ? "" : " (" + share(t, t).text() + " %)";
            rows.add(classes.get(t) + ": " + Count.of(counts.get(t).get(t)).text() + " of "
                    + Count.of(members).text() + " right" + share);
        }
        return "Confusion matrix of " + classes.size() + " classes, counted in " + counted + ". "
                + rows.stream().collect(Collectors.joining("; ")) + ".";
    }

    @Override
    public Table data() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of("True class"));
        classes.forEach(c -> columns.add(Column.in("Predicted class", c)));
        columns.add(Column.of("All"));
        columns.add(Column.of("Sensitivity"));
        List<Row> rows = new ArrayList<>();
        for (int t = 0; t < classes.size(); t++) {
            List<TableCell> cells = new ArrayList<>();
            cells.add(Text.of(classes.get(t)));
            for (int p = 0; p < classes.size(); p++) {
                cells.add(count(t, p));
            }
            cells.add(Count.of(members(t)));
            cells.add(share(t, t));
            rows.add(new Row(cells, false));
        }
        return Table.of(id, caption, columns, rows);
    }

    @Override
    public <R> R draw(Artist<R> artist) {
        return artist.confusionMatrix(this);
    }
}
