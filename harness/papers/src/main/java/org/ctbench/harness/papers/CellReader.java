package org.ctbench.harness.papers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.UserException;

/** Makes a cell of what a file says about it. */
final class CellReader {
    private static final String DISCREPANCY = "D-\\d\\d";

    private final Document document;
    private final boolean byUser;

    /** @param byUser whether the file is a user's, over a paper that is there already */
    CellReader(Document document, boolean byUser) {
        this.document = document;
        this.byUser = byUser;
    }

    /**
     * The cell. The arithmetic of a derived one is read here, and worked out later, when all cells are there.
     *
     * @param path of the cell in the document
     * @param column its column
     * @param where where it stands, if the cell itself does not say
     * @param lost why it is not known, if the cell itself does not say
     * @throws UserException if the cell is wrong
     */
    PublishedCell read(String path, WrittenCell written, PublishedColumn column, String where, String lost) {
        long kinds = Stream.of(written.stated(), written.derived(), written.absent(), written.unrecoverable())
                .filter(Optional::isPresent)
                .count();
        if (kinds != 1) {
            throw fault(
                    path,
                    kinds == 0 ? "says nothing about the number" : "says more than one thing about the number",
                    "write exactly one of stated, derived, absent and unrecoverable");
        }
        Remarks remarks = remarks(path, written, column, where, lost);
        if (written.stated().isPresent()) {
            return new PublishedCell.Stated(number(path, written.stated().get(), column), remarks);
        }
        if (written.derived().isPresent()) {
            PrintedNumber number = number(path + ".derived", written.derived().get(), column);
            return new PublishedCell.Derived(
                    number, arithmetic(path, written.arithmetic()), "", written.condition(), remarks);
        }
        if (written.absent().isPresent()) {
            return new PublishedCell.Absent(remarks);
        }
        String reason = written.unrecoverable().get();
        return new PublishedCell.Unrecoverable(reason.equals(WrittenCell.NO_REASON) ? lost : reason, remarks);
    }

    private Remarks remarks(String path, WrittenCell written, PublishedColumn column, String where, String lost) {
        written.discrepancy().ifPresent(d -> {
            if (!d.matches(DISCREPANCY)) {
                throw fault(path + ".discrepancy", "'" + d + "' is not an entry of the ledger", "write it as in D-01");
            }
        });
        List<PublishedCell> also = new ArrayList<>();
        List<WrittenCell> others = written.also().orElse(List.of());
        for (int i = 0; i < others.size(); i++) {
            also.add(read(path + ".also[" + i + "]", others.get(i), column, where, lost));
        }
        Optional<String> standsAt = written.where().or(() -> written.stated().map(digits -> where));
        return new Remarks(standsAt, written.best().orElse(false), byUser, written.discrepancy(), written.note(), also);
    }

    private PrintedNumber number(String path, String text, PublishedColumn column) {
        PrintedNumber number = PrintedNumber.read(text)
                .orElseThrow(() ->
                        fault(path, PrintedNumber.problem(text), PrintedNumber.FIX + "; or '-' or unrecoverable"));
        boolean negative = column.metric().mayBeNegative();
        if (!column.unit().allows(number.value(), negative)) {
            throw fault(
                    path, text + " is not " + column.unit().range(negative), "correct it, or the unit of its column");
        }
        return number;
    }

    private String arithmetic(String path, Optional<String> text) {
        String from = text.orElseThrow(() -> fault(
                path, "is derived, and nothing says how", "write arithmetic: as in \"[4/affinity-16/NCP] - 0.95\""));
        try {
            return Expression.parse(from).text();
        } catch (IllegalArgumentException e) {
            throw fault(path + ".arithmetic", e.getMessage(), "use numbers, + - * /, parentheses and [references]");
        }
    }

    private UserException fault(String path, String problem, String fix) {
        return new UserException(path + ": " + problem, document.where(path), fix);
    }
}
