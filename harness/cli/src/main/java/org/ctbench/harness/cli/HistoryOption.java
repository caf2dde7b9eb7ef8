package org.ctbench.harness.cli;

import org.ctbench.harness.history.HistoryPlace;
import picocli.CommandLine.Option;

/** Where a history is. */
final class HistoryOption {
    @Option(
            names = "--db",
            paramLabel = "FILE|URL",
            description =
                    "The history: a file, or jdbc:postgresql://HOST/DATABASE with user and password in the environment ("
                            + HistoryPlace.USER + ", " + HistoryPlace.PASSWORD + "). Default: ${DEFAULT-VALUE}.",
            defaultValue = "history.mv.db")
    private String db;

    HistoryPlace place() {
        return HistoryPlace.of(db, System.getenv());
    }
}
