package org.ctbench.harness.shortcuts;

/** What a list says of a slice beside its class, and a classifier without pixels goes by. */
public enum SliceFacts {
    /** Number of the slice in its scan and bounding box of the body: five numbers. */
    PLACE("slice number, body box"),
    /** The same, and how many slices of the scan the list has. */
    PLACE_AND_COUNT("slice number, body box, listed slices of the scan");

    private final String words;

    SliceFacts(String words) {
        this.words = words;
    }

    /** What it goes by: {@code slice number, body box}. */
    public String words() {
        return words;
    }

    /** For tables: {@code no pixels: slice number, body box}. */
    public String heading() {
        return "no pixels: " + words;
    }
}
