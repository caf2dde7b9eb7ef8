package org.ctbench.reports.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.PlainText;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;

/**
 * Matrices of an affinity layer as small multiples: a row for each class, a column for each state of the model, all on
 * one colour scale that is symmetric about 0.
 *
 * <pre>{@code
 * Matrix first = Matrix.of(16, 256, before); // [C*, C], row-major
 * Matrix last = Matrix.of(16, 256, after);
 * new AffinityHeatMap(
 *         "affinity-matrices",
 *         "Affinity matrices of one test slice of each class.",
 *         List.of("after epoch 1", "after epoch 100"),
 *         List.of(new AffinityHeatMap.ClassRow("NCP", List.of(first, last))));
 * }</pre>
 *
 * @param id name of the figure, {@code [a-z0-9._-]}
 * @param caption what was computed, and from which slices
 * @param states names of the columns, at least one
 * @param rows at least one, each with a matrix {@code [C*, C]} for each state, all of one size
 */
public record AffinityHeatMap(String id, String caption, List<String> states, List<ClassRow> rows) implements Figure {
    private static final int SIGNIFICANT = 6; // digits of the largest number: float32 has a little more than 7
    private static final int MOST_DECIMALS = 12;

    /**
     * Matrices of one class.
     *
     * @param name the class
     * @param panels one matrix for each state: a row for each affinity, a column for each feature
     */
    public record ClassRow(String name, List<Matrix> panels) {
        public ClassRow {
            name = PlainText.of("class", name);
            panels = List.copyOf(panels);
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no state or row, a row has too few or too many matrices, or two
     *     matrices differ in size
     */
    public AffinityHeatMap {
        Ids.check("figure", id);
        caption = PlainText.of("caption", caption);
        states = states.stream().map(s -> PlainText.of("state", s)).toList();
        rows = List.copyOf(rows);
        if (states.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException("affinity heat map '" + id + "' needs a state and a class, has "
                    + states.size() + " states and " + rows.size() + " classes");
        }
        for (ClassRow row : rows) {
            if (row.panels().size() != states.size()) {
                throw new IllegalArgumentException("affinity heat map '" + id + "' has " + states.size()
                        + " states, its class '" + row.name() + "' has "
                        + row.panels().size() + " matrices");
            }
            for (Matrix panel : row.panels()) {
                Matrix first = rows.get(0).panels().get(0);
                if (!panel.hasShapeOf(first)) {
                    throw new IllegalArgumentException("affinity heat map '" + id + "' has matrices of " + first.shape()
                            + " and " + panel.shape());
                }
            }
        }
    }

    /** Number of affinities, C*. */
    public int affinities() {
        return rows.get(0).panels().get(0).rows();
    }

    /** Number of features, C. */
    public int features() {
        return rows.get(0).panels().get(0).columns();
    }

    /** Magnitudes of all numbers of all matrices, in ascending order. */
    public double[] magnitudes() {
        return rows.stream()
                .flatMap(row -> row.panels().stream())
                .flatMapToDouble(panel -> IntStream.range(0, affinities() * features())
                        .mapToDouble(i -> Math.abs(panel.at(i / features(), i % features()))))
                .sorted()
                .toArray();
    }

    @Override
    public String alt() {
        int decimals = decimals();
        return "Heat maps of matrices of " + affinities() + " affinities and " + features() + " features. "
                + rows.stream().map(row -> inWords(row, decimals)).collect(Collectors.joining("; ")) + ".";
    }

    private String inWords(ClassRow row, int decimals) {
        return row.name() + ": "
                + IntStream.range(0, states.size())
                        .mapToObj(s -> states.get(s) + " from "
                                + Value.of(row.panels().get(s).lowest(), decimals)
                                        .text() + " to "
                                + Value.of(row.panels().get(s).highest(), decimals)
                                        .text())
                        .collect(Collectors.joining(", "));
    }

    /** One row for each affinity of each matrix. */
    @Override
    public Table data() {
        List<Column> columns = new ArrayList<>(List.of(Column.of("class"), Column.of("state"), Column.of("affinity")));
        for (int f = 1; f <= features(); f++) {
            columns.add(Column.of("feature " + f));
        }
        int decimals = decimals();
        List<Row> lines = new ArrayList<>();
        for (ClassRow row : rows) {
            for (int s = 0; s < states.size(); s++) {
                for (int a = 0; a < affinities(); a++) {
                    List<TableCell> cells = new ArrayList<>();
                    cells.add(Text.of(row.name()));
                    cells.add(Text.of(states.get(s)));
                    cells.add(Count.of(a + 1));
                    for (int f = 0; f < features(); f++) {
                        cells.add(Value.of(row.panels().get(s).at(a, f), decimals));
                    }
                    lines.add(new Row(cells, false));
                }
            }
        }
        return Table.of(id, caption, columns, lines);
    }

    private int decimals() {
        double[] magnitudes = magnitudes();
        double largest = magnitudes[magnitudes.length - 1];
        int before = largest == 0 ? 1 : (int) Math.floor(StrictMath.log10(largest)) + 1;
        return Math.max(0, Math.min(MOST_DECIMALS, SIGNIFICANT - before));
    }

    @Override
    public <R> R draw(Artist<R> artist) {
        return artist.affinityHeatMap(this);
    }
}
