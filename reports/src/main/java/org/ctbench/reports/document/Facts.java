package org.ctbench.reports.document;

import java.util.List;

/**
 * Facts inside a section.
 *
 * @param facts in reading order
 */
public record Facts(List<Fact> facts) implements ContentBlock {
    public Facts {
        facts = List.copyOf(facts);
    }

    public static Facts of(Fact... facts) {
        return new Facts(List.of(facts));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.facts(this);
    }
}
