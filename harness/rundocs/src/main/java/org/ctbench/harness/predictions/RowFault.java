package org.ctbench.harness.predictions;

/** What can be wrong with a row, or with the rows together. */
enum RowFault {
    WIDTH("wrong number of columns"),
    FOREIGN("foreign image"),
    DOUBLE("double image"),
    LABEL("other true class"),
    EMPTY("empty value"),
    NO_NUMBER("no finite number"),
    NO_CLASS("unknown class"),
    RANGE("outside [0, 1]"),
    SUM("sum other than 1"),
    MISSING("missing image");

    private final String words;

    RowFault(String words) {
        this.words = words;
    }

    /** For people, in the singular. */
    String words() {
        return words;
    }
}
