package org.ctbench.harness.papers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.splits.documents.UserException;

/** Works out the arithmetic of all derived cells of a paper. */
final class Derivations {
    private final Paper paper;
    private final PaperNumbers numbers;
    private final Faults faults;
    private final boolean replace;

    private Derivations(Paper paper, Faults faults, boolean replace) {
        this.paper = paper;
        this.numbers = PaperNumbers.of(paper);
        this.faults = faults;
        this.replace = replace;
    }

    /** Makes an error that names where a cell is written. */
    interface Faults {
        UserException at(Reference.OfCell cell, String problem, String fix);
    }

    /**
     * The paper with the arithmetic of each derived cell filled in.
     *
     * @throws UserException if a cell refers to nothing, or its digits are not what its arithmetic gives
     */
    static Paper checked(Paper paper, Faults faults) {
        return new Derivations(paper, faults, false).all();
    }

    /** The paper with each derived cell worked out anew, as numbers that it rests on were replaced. */
    static Paper renewed(Paper paper) {
        Faults none = (cell, problem, fix) -> new UserException(problem, cell.text(), fix);
        Paper before = paper;
        for (int i = 0; i < 100; i++) { // far more than cells that rest on each other
            Paper after = new Derivations(before, none, true).all();
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
        throw new IllegalStateException("the derived cells of " + paper.id() + " never settle");
    }

    private Paper all() {
        List<PublishedTable> tables = new ArrayList<>();
        for (PublishedTable table : paper.tables()) {
            List<PublishedRow> rows = new ArrayList<>();
            for (PublishedRow row : table.rows()) {
                Map<String, PublishedCell> cells = new LinkedHashMap<>();
                row.cells()
                        .forEach((column, cell) -> cells.put(
                                column, complete(cell, new Reference.OfCell(table.number(), row.id(), column))));
                rows.add(new PublishedRow(row.id(), row.name(), cells, row.matrix(), row.note()));
            }
            tables.add(table.with(rows));
        }
        return paper.with(tables);
    }

    private PublishedCell complete(PublishedCell cell, Reference.OfCell at) {
        List<PublishedCell> also =
                cell.remarks().also().stream().map(c -> complete(c, at)).toList();
        Remarks remarks = cell.remarks().with(also);
        if (!(cell instanceof PublishedCell.Derived derived)) {
            return cell.with(remarks);
        }
        Expression expression = Expression.parse(derived.arithmetic());
        expression.references().forEach(r -> requireNumber(r, at));
        int decimals = derived.number().decimals();
        Optional<PrintedNumber> result = expression
                .value(numbers::exact)
                .flatMap(value -> value.toDecimals(decimals))
                .map(PrintedNumber::of);
        if (!replace && !result.map(PrintedNumber::digits).equals(derived.digits())) {
            throw faults.at(
                    at,
                    "derived " + derived.number() + ", but " + expression.filled(numbers::digits) + " = "
                            + result.map(PrintedNumber::digits).orElse("nothing"),
                    "correct the digits or the arithmetic");
        }
        return new PublishedCell.Derived(
                result.orElse(derived.number()),
                derived.arithmetic(),
                expression.filled(numbers::digits),
                derived.condition(),
                remarks);
    }

    private void requireNumber(Reference reference, Reference.OfCell at) {
        if (reference.equals(at)) {
            throw faults.at(at, "the cell is derived from itself", "derive it from other numbers");
        }
        numbers.missing(reference).ifPresent(missing -> {
            throw faults.at(at, "[" + reference.text() + "]: " + missing.problem(), missing.fix());
        });
        if (numbers.digits(reference).isEmpty()) {
            throw faults.at(
                    at,
                    "[" + reference.text() + "] has no number",
                    "derive the cell from others, or call it unrecoverable");
        }
    }
}
