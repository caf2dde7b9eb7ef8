package org.ctbench.harness.checklist;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known of one item.
 *
 * @param state whether a run shows it
 * @param because what is shown, missing or violated, in a sentence
 * @param section id of the report's section that shows it
 */
public record ItemAnswer(State state, String because, Optional<String> section) {
    /** Whether a run shows an item. */
    public enum State {
        /** The report shows it. */
        SHOWN("shown here"),
        /** No run can show it. */
        AUTHORS("authors must say"),
        /** The run shows the opposite of what the item asks for. */
        VIOLATED("violated");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** The state in words. */
        public String words() {
            return words;
        }
    }

    public ItemAnswer {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(because, "because");
        Objects.requireNonNull(section, "section");
    }

    static ItemAnswer shown(String section, String what) {
        return new ItemAnswer(State.SHOWN, what, Optional.of(section));
    }

    static ItemAnswer authors(String what) {
        return new ItemAnswer(State.AUTHORS, what, Optional.empty());
    }

    static ItemAnswer violated(String section, String evidence) {
        return new ItemAnswer(State.VIOLATED, evidence, Optional.of(section));
    }
}
