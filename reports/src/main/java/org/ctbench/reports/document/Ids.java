package org.ctbench.reports.document;

import java.util.Objects;
import java.util.regex.Pattern;

/** Names that become anchors and file names, hence the same on every file system. */
final class Ids {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");
    private static final int LONGEST = 80;

    private Ids() {}

    static String check(String what, String id) {
        Objects.requireNonNull(id, what);
        if (id.length() > LONGEST || !SHAPE.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    what + " id '" + id + "' is not made of a-z and 0-9, with single '.', '_' or"
                            + " '-' between, at most " + LONGEST + " characters");
        }
        return id;
    }
}
