package org.ctbench.splits.documents;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A mistake that the user can mend: what is wrong, where, and what to do about it. The command line prints the three
 * parts and exits with code 2; it never prints a stack trace for it unless asked to with {@code --debug}.
 */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Characters of a line that are shown: a message stays one that people read, whatever the file held. */
    private static final int SHOWN = 1_000;

    private final String problem;
    private final String where;
    private final String fix;

    /**
     * @param problem what is wrong, with the value found and the one expected
     * @param where file, {@code file:line}, option or plan key
     * @param fix what to do; never advises to switch a check off
     */
    public UserException(String problem, String where, String fix) {
        this(problem, where, fix, null);
    }

    /** As above, keeping the exception that told us, for {@code --debug}. */
    public UserException(String problem, String where, String fix, Throwable cause) {
        super(shortened(problem) + " (" + shortened(where) + "): " + shortened(fix), cause);
        this.problem = shortened(problem);
        this.where = shortened(where);
        this.fix = shortened(fix);
    }

    private static String shortened(String text) {
        return Objects.requireNonNull(text).length() <= SHOWN
                ? text
                : text.lines()
                        .map(line -> line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " ...")
                        .collect(Collectors.joining("\n"));
    }

    /** A mistake in one line of a file, written the way editors open it: {@code file:line}. */
    public static UserException atLine(Path file, long line, String problem, String fix) {
        return new UserException(problem, file + ":" + line, fix);
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }

    /** Where it is wrong. */
    public String where() {
        return where;
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }
}
