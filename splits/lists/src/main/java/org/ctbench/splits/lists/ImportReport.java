package org.ctbench.splits.lists;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.ctbench.splits.text.TextTable;

/**
 * What an import did, one entry per split in the order of the locks.
 *
 * @param schema {@value #SCHEMA}
 * @param entries the entries
 */
public record ImportReport(String schema, List<Entry> entries) {
    /** Value of {@code schema}. */
    public static final String SCHEMA = "ctbench/split-import/1";

    public ImportReport {
        entries = List.copyOf(entries);
    }

    /**
     * One split.
     *
     * @param split its id
     * @param state what happened to it
     * @param detail the list that it came from, the rule, or what is missing
     */
    public record Entry(String split, State state, String detail) {}

    /** What happened to a split. */
    public enum State {
        /** Its list was found, and its manifest written. */
        @JsonProperty("imported")
        IMPORTED,
        /** Its manifest was made from others and written. */
        @JsonProperty("derived")
        DERIVED,
        /** Its list was not found, and its manifest was there before. */
        @JsonProperty("present")
        PRESENT,
        /** Its list was not found. */
        @JsonProperty("missing")
        MISSING
    }

    /** The report as text for a terminal. */
    public String text() {
        TextTable table = TextTable.of("split", "", "from");
        entries.forEach(e -> table.row(e.split(), e.state().name().toLowerCase(Locale.ROOT), e.detail()));
        long there = entries.size() - count(State.MISSING);
        return table.text() + "\n" + there + " of " + entries.size() + " splits are there"
                + (there == entries.size() ? "" : "; import again when you have the others") + "\n";
    }

    /** Number of splits in a state. */
    public long count(State state) {
        return entries.stream().filter(entry -> entry.state() == state).count();
    }
}
