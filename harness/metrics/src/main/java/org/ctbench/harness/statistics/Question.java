package org.ctbench.harness.statistics;

/** What a published value is asked. */
public enum Question {
    /** Would another training by the same protocol give the published value on these very images? The seed alone varies. */
    SAME_IMAGES("same images", "of another training on these images"),
    /** Does the published value hold for other patients of this kind? Patients and seed vary. */
    SAME_POPULATION("same population", "of another training on other patients of this kind");

    private final String words;
    private final String interval;

    Question(String words, String interval) {
        this.words = words;
        this.interval = interval;
    }

    /** For people: {@code same images}. */
    public String words() {
        return words;
    }

    /** What an interval is one of. */
    String interval() {
        return interval;
    }
}
