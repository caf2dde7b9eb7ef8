package org.ctbench.reports.cells;

import java.util.List;
import java.util.Optional;

/**
 * A figure that does not exist, such as the sensitivity of a class that no slice has. Prints as a dash.
 *
 * @param reason why there is none; printed below the table
 */
public record Undefined(String reason) implements Cell {
    public Undefined {
        reason = PlainText.of("reason", reason);
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a reason is needed");
        }
    }

    public static Undefined because(String reason) {
        return new Undefined(reason);
    }

    @Override
    public String text() {
        return "\u2013";
    }

    @Override
    public String plain() {
        return "undefined: " + reason;
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
        return List.of(reason);
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.empty();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.undefined(this);
    }
}
