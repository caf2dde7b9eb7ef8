package org.ctbench.harness.papers;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.ctbench.harness.statistics.PublishedValue;
import org.ctbench.splits.documents.Suggestion;

/** The numbers of a paper by reference. */
public final class PaperNumbers {
    private final Paper paper;

    private PaperNumbers(Paper paper) {
        this.paper = paper;
    }

    /** The numbers of this paper. */
    public static PaperNumbers of(Paper paper) {
        return new PaperNumbers(paper);
    }

    /** The digits that a reference stands for; empty if the cell has none, or there is no such place. */
    public Optional<String> digits(Reference reference) {
        if (reference instanceof Reference.OfCell cell) {
            return cell(cell).flatMap(PublishedCell::digits);
        }
        if (reference instanceof Reference.OfQuote quote) {
            return paper.findQuote(quote.quote()).flatMap(Quote::number).map(BigDecimal::toPlainString);
        }
        if (reference instanceof Reference.OfPatients of) {
            OptionalInt patients =
                    paper.findSet(of.set()).map(PublishedSet::patients).orElse(OptionalInt.empty());
            return patients.isEmpty() ? Optional.empty() : Optional.of(Integer.toString(patients.getAsInt()));
        }
        return images((Reference.OfSet) reference).map(String::valueOf);
    }

    /** Each number as if it were exact. */
    public Optional<Range> exact(Reference reference) {
        return digits(reference).map(BigDecimal::new).map(Range::of);
    }

    /**
     * What each number may stand for: counts are exact, printed numbers are what {@code reading} makes of them.
     *
     * @param reading {@link Range#rounded}, {@link Range#printed} or {@link Range#nearestOrUp}
     */
    public Optional<Range> read(Reference reference, Function<BigDecimal, Range> reading) {
        boolean printed = isPrinted(reference);
        return digits(reference).map(BigDecimal::new).map(n -> printed ? reading.apply(n) : Range.of(n));
    }

    /** Whether a number is known as it is printed, and not as a count. */
    public boolean isPrinted(Reference reference) {
        return reference instanceof Reference.OfQuote
                || reference instanceof Reference.OfCell cell && !unit(cell).equals(Optional.of(PublishedUnit.COUNT));
    }

    /** A value that is printed or follows from printed ones, with how far it may be off. */
    public PublishedValue value(PublishedCell cell) {
        BigDecimal printed = cell.value().orElseThrow();
        if (cell instanceof PublishedCell.Derived derived) {
            Optional<Range> range =
                    Expression.parse(derived.arithmetic()).value(reference -> read(reference, Range::rounded));
            BigDecimal half = range.map(r -> r.high().subtract(printed).max(printed.subtract(r.low())))
                    .orElse(printed.ulp());
            return new PublishedValue(printed, half, derived.condition().isEmpty());
        }
        return PublishedValue.stated(printed);
    }

    /** The cell of that reference, if there is one. */
    public Optional<PublishedCell> cell(Reference.OfCell reference) {
        return paper.findTable(reference.table())
                .flatMap(t -> t.findRow(reference.row()))
                .map(row -> row.cells().get(reference.column()));
    }

    private Optional<PublishedUnit> unit(Reference.OfCell reference) {
        return paper.findTable(reference.table())
                .flatMap(t -> t.findColumn(reference.column()))
                .map(PublishedColumn::unit);
    }

    private Optional<Long> images(Reference.OfSet reference) {
        return paper.findSet(reference.set())
                .flatMap(set -> reference.classId().isEmpty()
                        ? Optional.of(set.total())
                        : Optional.ofNullable(
                                        set.counts().get(reference.classId().get()))
                                .map(Integer::longValue));
    }

    /** Why there is nothing at a reference: what is unknown, and what was probably meant; empty if there is something. */
    Optional<Missing> missing(Reference reference) {
        if (reference instanceof Reference.OfCell cell) {
            return missingCell(cell);
        }
        if (reference instanceof Reference.OfQuote quote) {
            List<String> ids = paper.quotes().stream()
                    .filter(q -> q.number().isPresent())
                    .map(Quote::id)
                    .toList();
            return Missing.unless(ids.contains(quote.quote()), "quote of a number", quote.quote(), ids);
        }
        List<String> ids = paper.sets().stream().map(PublishedSet::id).toList();
        if (reference instanceof Reference.OfPatients of) {
            return Missing.unless(ids.contains(of.set()), "set", of.set(), ids);
        }
        Reference.OfSet set = (Reference.OfSet) reference;
        return Missing.unless(ids.contains(set.set()), "set", set.set(), ids)
                .or(() -> set.classId()
                        .flatMap(c -> Missing.unless(
                                paper.set(set.set()).counts().containsKey(c),
                                "class",
                                c,
                                paper.set(set.set()).classes())));
    }

    private Optional<Missing> missingCell(Reference.OfCell cell) {
        Optional<PublishedTable> table = paper.findTable(cell.table());
        if (table.isEmpty()) {
            List<String> numbers = paper.tables().stream()
                    .map(t -> Integer.toString(t.number()))
                    .toList();
            return Optional.of(new Missing("no table " + cell.table(), "known: " + String.join(", ", numbers)));
        }
        List<String> rows = table.get().rows().stream().map(PublishedRow::id).toList();
        List<String> columns =
                table.get().columns().stream().map(PublishedColumn::id).toList();
        return Missing.unless(rows.contains(cell.row()), "row", cell.row(), rows)
                .or(() -> Missing.unless(columns.contains(cell.column()), "column", cell.column(), columns));
    }

    /**
     * A reference to nothing.
     *
     * @param problem what there is not
     * @param fix what was probably meant
     */
    record Missing(String problem, String fix) {
        static Optional<Missing> unless(boolean there, String what, String id, List<String> known) {
            return there
                    ? Optional.empty()
                    : Optional.of(new Missing("no " + what + " '" + id + "'", Suggestion.hint(id, known)));
        }
    }
}
