package org.ctbench.reports.cells;

import java.util.List;
import java.util.Objects;

/**
 * A verdict, with the sentence that explains it below the table.
 *
 * @param kind mark and words
 * @param sentence why; empty if the words say all
 * @param brief whether Markdown and LaTeX print the mark alone, for tables with many verdicts; a legend must say what marks
 *     mean. The page always has the words, too
 */
public record VerdictCell(VerdictKind kind, String sentence, boolean brief) implements TableCell {
    public VerdictCell {
        Objects.requireNonNull(kind, "kind");
        sentence = PlainText.of("sentence", sentence).strip();
    }

    public static VerdictCell of(VerdictKind kind, String sentence) {
        return new VerdictCell(kind, sentence, false);
    }

    /** The same as its mark alone, where columns are narrow. */
    public VerdictCell asMark() {
        return new VerdictCell(kind, sentence, true);
    }

    @Override
    public String text() {
        return brief ? kind.mark() : inWords();
    }

    /** Mark and words. */
    public String inWords() {
        return kind.mark() + " " + kind.word();
    }

    @Override
    public String plain() {
        return kind.word();
    }

    @Override
    public boolean numeric() {
        return false;
    }

    @Override
    public List<String> notes() {
        return sentence.isEmpty() ? List.of() : List.of(sentence);
    }

    @Override
    public String cssClass() {
        return switch (kind.tone()) {
            case HOLDS -> "verdict holds";
            case OPEN -> "verdict open";
            case DIFFERS -> "verdict fails";
            case ABSENT -> "verdict none";
        };
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.verdict(this);
    }
}
