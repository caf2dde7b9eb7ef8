package org.ctbench.harness.cli;

import org.ctbench.harness.plan.EngineNames;
import picocli.CommandLine.Option;

/** The engine of a command that runs no plan. */
final class EngineOption {
    @Option(
            names = "--engine",
            paramLabel = "ID",
            defaultValue = EngineNames.EXACT,
            description =
                    "Engine: exact, the same bits on every machine; or nd4j, which needs ./ctbench --nd4j before the"
                            + " command. Default: ${DEFAULT-VALUE}.")
    private String id;

    String id() {
        return id;
    }
}
