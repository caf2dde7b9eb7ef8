package org.ctbench.reports.cells;

/** How a reproduced value stands to the published one. Each is said in words, and by a mark that needs no colour. */
public enum VerdictKind {
    /** The printed digits are the same. */
    EXACT("reproduced exactly", "\u2261", Tone.HOLDS),
    /** Equal within the margin. */
    REPRODUCED("reproduced", "=", Tone.HOLDS),
    /** The published value lies within the interval; too few data to say more. */
    COMPATIBLE("compatible", "\u2248", Tone.OPEN),
    /** Above the published value. */
    HIGHER("differs, higher", "\u25B2", Tone.DIFFERS),
    /** Below the published value. */
    LOWER("differs, lower", "\u25BC", Tone.DIFFERS),
    /** The data decide nothing. */
    UNDECIDED("cannot be told", "?", Tone.OPEN),
    /** Nothing was measured. */
    NOT_RUN("not run", "\u2013", Tone.ABSENT),
    /** There is nothing to compare with. */
    NOT_PUBLISHED("not published", "\u25CB", Tone.ABSENT);

    /** What kinds have in common; decides the colour of the mark. */
    public enum Tone {
        /** The published value holds. */
        HOLDS,
        /** It neither holds nor fails. */
        OPEN,
        /** It does not hold. */
        DIFFERS,
        /** A value is missing. */
        ABSENT
    }

    private final String word;
    private final String mark;
    private final Tone tone;

    VerdictKind(String word, String mark, Tone tone) {
        this.word = word;
        this.mark = mark;
        this.tone = tone;
    }

    /** The verdict in a few words. */
    public String word() {
        return word;
    }

    /** One character that stands before the words; different for each kind. */
    public String mark() {
        return mark;
    }

    /** What it has in common with others. */
    public Tone tone() {
        return tone;
    }
}
