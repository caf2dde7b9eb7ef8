package org.ctbench.harness.cluster;

import java.io.IOException;
import java.util.Objects;

/** A cluster fails, or a process on it ends in the middle: a failure of machines, and no mistake of the user. */
public final class ClusterFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String fix;

    /**
     * @param problem what failed
     * @param where the cluster, or the file that says more
     * @param fix what to do
     */
    public ClusterFailure(String problem, String where, String fix, Throwable cause) {
        super(problem, cause);
        this.where = Objects.requireNonNull(where, "where");
        this.fix = Objects.requireNonNull(fix, "fix");
    }

    /** The cluster, or the file that says more. */
    public String where() {
        return where;
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }
}
