package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ctbench.datasets.phantom.PhantomGenerator;
import org.ctbench.datasets.phantom.PhantomSpec;
import org.ctbench.datasets.phantom.PhantomSummary;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ctbench data phantom}: writes generated data sets. */
@Command(
        name = "phantom",
        description = "Generate chest CT in the layouts of the three data sets, with their lists. Nothing measured on"
                + " it says anything about patients.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ctbench data phantom --to data/demo"})
public final class PhantomCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Data folder that gets the data sets.")
    private Path to;

    @Option(names = "--seed", paramLabel = "N", description = "Other patients. Default: 2022, which the locks pin.")
    private Long seed;

    @Option(names = "--size", paramLabel = "PX", description = "Width and height of a slice, 64 to 1024. Default: 128")
    private Integer size;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PhantomSpec standard = PhantomSpec.standard();
        PhantomSpec wanted = sized(seed == null ? standard : standard.withSeed(seed));
        PhantomSummary summary;
        try (Tracker slices =
                Progress.standard().start("generate phantom CT", PhantomGenerator.slices(wanted), "slice")) {
            summary = PhantomGenerator.generate(wanted, to, slices);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Documents.toJson(summary) : summary.text());
        out.flush();
        return 0;
    }

    private PhantomSpec sized(PhantomSpec wanted) {
        try {
            return size == null ? wanted : wanted.withImageSize(size);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), "--size", "choose a size in that range", e);
        }
    }
}
