package org.ctbench.reports.cells;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A missing value. It can never look like a number.
 *
 * @param kind what is missing
 * @param reason why; printed below the table
 */
public record Absent(Kind kind, String reason) implements TableCell {
    /** What is missing. */
    public enum Kind {
        /** A value that does not exist, such as the sensitivity of a class that no slice has. Prints as a dash. */
        UNDEFINED("\u2013", "undefined: ", ""),
        /** A value that was not computed. */
        NOT_RUN("not run", "not run: ", ""),
        /** A value that was published and cannot be read from what is at hand. Prints as a cross. */
        UNRECOVERABLE("\u00D7", "not recoverable: ", "not recoverable: ");

        private final String text;
        private final String plain;
        private final String note;

        Kind(String text, String plain, String note) {
            this.text = text;
            this.plain = plain;
            this.note = note;
        }
    }

    /** @throws IllegalArgumentException if the reason is blank */
    public Absent {
        Objects.requireNonNull(kind, "kind");
        reason = PlainText.of("reason", reason);
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a reason is needed");
        }
    }

    /** A value that does not exist. */
    public static Absent undefined(String reason) {
        return new Absent(Kind.UNDEFINED, reason);
    }

    /** A value that was not computed. */
    public static Absent notRun(String reason) {
        return new Absent(Kind.NOT_RUN, reason);
    }

    /**
     * A published value that cannot be read.
     *
     * @param reason where it stands and why it cannot be read
     */
    public static Absent unrecoverable(String reason) {
        return new Absent(Kind.UNRECOVERABLE, reason);
    }

    @Override
    public String text() {
        return kind.text;
    }

    @Override
    public String plain() {
        return kind.plain + reason;
    }

    @Override
    public boolean numeric() {
        return true;
    }

    @Override
    public Emphasis emphasis() {
        return Emphasis.ABSENT;
    }

    @Override
    public List<String> notes() {
        return List.of(kind.note + reason);
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.empty();
    }

    @Override
    public String cssClass() {
        return kind == Kind.UNRECOVERABLE ? "lost" : "";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.absent(this);
    }
}
