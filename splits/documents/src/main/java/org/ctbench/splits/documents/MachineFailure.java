package org.ctbench.splits.documents;

import java.io.IOException;
import java.util.Objects;

/**
 * A failure of a machine or a service, such as a database or a cluster, and no mistake of the user: what failed, where, and what to do
 * about it. The command line prints the three parts and exits with code 3.
 */
public final class MachineFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String fix;

    /**
     * @param problem what failed; without any password
     * @param where the service, or the file that says more
     * @param fix what to do
     */
    public MachineFailure(String problem, String where, String fix, Throwable cause) {
        super(problem, cause);
        this.where = Objects.requireNonNull(where, "where");
        this.fix = Objects.requireNonNull(fix, "fix");
    }

    /** The service, or the file that says more. */
    public String where() {
        return where;
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }
}
