package org.ctbench.harness.run;

import java.io.IOException;

/** Starts processes that compute cells of this run beside each other, each until none is left or its standard input ends. */
@FunctionalInterface
public interface WorkerSource {
    /** A new process, whose standard input is a pipe. */
    Process start() throws IOException;
}
