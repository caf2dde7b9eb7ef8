package org.ctbench.harness.history;

import java.io.IOException;
import java.util.Objects;

/** A database that does not answer, or cannot write: a failure of the machine, and no mistake of the user. */
public final class DatabaseFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String fix;

    /**
     * @param problem what failed; without any password
     * @param where the database
     * @param fix what to do
     */
    DatabaseFailure(String problem, String where, String fix, Throwable cause) {
        super(problem, cause);
        this.where = Objects.requireNonNull(where, "where");
        this.fix = Objects.requireNonNull(fix, "fix");
    }

    /** The database. */
    public String where() {
        return where;
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }
}
