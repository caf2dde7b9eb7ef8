package org.ctbench.harness.run;

import java.io.IOException;

/** Starts processes that compute cells of this run: they read orders from their standard input, see {@link WorkOrders}. */
@FunctionalInterface
public interface WorkerSource {
    /** A new process, whose standard input and output are pipes. */
    Process start() throws IOException;
}
