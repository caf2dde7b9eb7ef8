package org.ctbench.splits.lists;

/** A line of a list that does not have its form; caught by the reader, which collects all of them. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String found;

    BadLineException(String expected, String found) {
        super("expected " + expected + ", found " + found);
        this.expected = expected;
        this.found = found;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }
}
