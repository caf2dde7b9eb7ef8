package org.ctbench.splits.lists;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What an import did, one entry per split in the order of the locks.
 *
 * @param entries the entries
 */
public record ImportReport(List<Entry> entries) {
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

    /** Number of splits in a state. */
    public long count(State state) {
        return entries.stream().filter(entry -> entry.state() == state).count();
    }
}
