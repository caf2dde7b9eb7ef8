package org.ctbench.harness.papers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of a paper by its place; written in brackets in an {@link Expression}. */
public sealed interface Reference {
    /** How it is written, without brackets. */
    String text();

    /** {@code 4/affinity-16/NCP}: the cell of a table in that row and column. */
    record OfCell(int table, String row, String column) implements Reference {
        @Override
        public String text() {
            return table + "/" + row + "/" + column;
        }
    }

    /** {@code test/NCP}: the images of one class of a set; {@code test}: those of all. */
    record OfSet(String set, Optional<String> classId) implements Reference {
        @Override
        public String text() {
            return set + classId.map(c -> "/" + c).orElse("");
        }
    }

    /** {@code test#patients}: the patients of a set. */
    record OfPatients(String set) implements Reference {
        @Override
        public String text() {
            return set + "#patients";
        }
    }

    /** {@code @margin}: the number that a quote states. */
    record OfQuote(String quote) implements Reference {
        @Override
        public String text() {
            return "@" + quote;
        }
    }

    /** An id of a row, column, class, set or quote. */
    Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    /** The reference that a text is; empty if it is none. */
    static Optional<Reference> parse(String text) {
        Matcher cell = Pattern.compile("(\\d{1,6})/(" + ID + ")/(" + ID + ")").matcher(text);
        if (cell.matches()) {
            return Optional.of(new OfCell(Integer.parseInt(cell.group(1)), cell.group(2), cell.group(3)));
        }
        Matcher quote = Pattern.compile("@(" + ID + ")").matcher(text);
        if (quote.matches()) {
            return Optional.of(new OfQuote(quote.group(1)));
        }
        Matcher patients = Pattern.compile("(" + ID + ")#patients").matcher(text);
        if (patients.matches()) {
            return Optional.of(new OfPatients(patients.group(1)));
        }
        Matcher set = Pattern.compile("(" + ID + ")(?:/(" + ID + "))?").matcher(text);
        return set.matches()
                ? Optional.of(new OfSet(set.group(1), Optional.ofNullable(set.group(2))))
                : Optional.empty();
    }
}
