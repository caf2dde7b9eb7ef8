package org.ctbench.reports.document;

import org.ctbench.reports.cells.PlainText;

/**
 * A name and what it stands for.
 *
 * @param name for example {@code plan}
 * @param value for example its digest
 * @param code whether the value is set in a fixed pitch: digests, versions, identifiers
 */
public record Fact(String name, String value, boolean code) {
    public Fact {
        name = PlainText.of("name", name);
        value = PlainText.of("value", value);
    }

    public static Fact of(String name, String value) {
        return new Fact(name, value, false);
    }

    public static Fact code(String name, String value) {
        return new Fact(name, value, true);
    }
}
