package org.ctbench.reports.cells;

import java.util.List;
import java.util.Optional;

/**
 * A figure that was not computed.
 *
 * @param reason why it was not run; printed below the table
 */
public record NotRun(String reason) implements Cell {
    public NotRun {
        reason = PlainText.of("reason", reason);
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a reason is needed");
        }
    }

    public static NotRun because(String reason) {
        return new NotRun(reason);
    }

    @Override
    public String text() {
        return "not run";
    }

    @Override
    public String plain() {
        return "not run: " + reason;
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
        return visitor.notRun(this);
    }
}
