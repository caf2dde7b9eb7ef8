package org.ctbench.harness.cli;

import picocli.CommandLine.Option;

/** The engine of a command that runs no plan. */
final class EngineOption {
    @Option(
            names = "--engine",
            paramLabel = "ID",
            defaultValue = Engines.STANDARD,
            description = "What computes: exact, the same bits on every machine; or nd4j. Default: ${DEFAULT-VALUE}.")
    private String id;

    String id() {
        return id;
    }
}
