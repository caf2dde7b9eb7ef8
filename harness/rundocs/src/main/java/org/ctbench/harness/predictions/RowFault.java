package org.ctbench.harness.predictions;

/** What can be wrong with a row or an entry, or with all of them together. */
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
    CATEGORY("unknown category"),
    NO_MASK("no mask"),
    SIZE("other size"),
    DAMAGED_MASK("damaged mask"),
    TOO_MANY("too many lesions"),
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
