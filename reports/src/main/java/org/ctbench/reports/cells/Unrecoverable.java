package org.ctbench.reports.cells;

import java.util.List;
import java.util.Optional;

/**
 * A figure that was published and cannot be read from what is at hand. Prints as a cross.
 *
 * @param reason where it stands and why it cannot be read; printed below the table
 */
public record Unrecoverable(String reason) implements Cell {
    public Unrecoverable {
        reason = PlainText.of("reason", reason);
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a reason is needed");
        }
    }

    public static Unrecoverable because(String reason) {
        return new Unrecoverable(reason);
    }

    @Override
    public String text() {
        return "\u00D7";
    }

    @Override
    public String plain() {
        return "not recoverable: " + reason;
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
        return List.of("not recoverable: " + reason);
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.empty();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.unrecoverable(this);
    }
}
