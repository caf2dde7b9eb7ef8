package org.ctbench.reports.document;

import java.util.Objects;
import org.ctbench.reports.cells.PlainText;

/**
 * A remark that must not be overlooked.
 *
 * @param tone how urgent it is
 * @param text without markup
 */
public record Notice(Tone tone, String text) implements ContentBlock {
    /** How urgent a notice is; said in a word, not by colour alone. */
    public enum Tone {
        /** Good to know. */
        NOTE("Note"),
        /** Whoever misses it draws a wrong conclusion. */
        WARNING("Warning");

        private final String word;

        Tone(String word) {
            this.word = word;
        }

        /** The word before the notice. */
        public String word() {
            return word;
        }
    }

    public Notice {
        Objects.requireNonNull(tone, "tone");
        text = PlainText.of("notice", text);
    }

    public static Notice note(String text) {
        return new Notice(Tone.NOTE, text);
    }

    public static Notice warning(String text) {
        return new Notice(Tone.WARNING, text);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.notice(this);
    }
}
