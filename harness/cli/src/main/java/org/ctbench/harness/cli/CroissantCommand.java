package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.ctbench.splits.table.Croissant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ctbench splits croissant}: the splits of a data set, for tools that read Croissant. */
@Command(
        name = "croissant",
        description =
                "Print the splits of a data set as Croissant 1.1 (JSON-LD): manifests with digests, published lists,"
                        + " columns. Paths begin at the data folder: write the file there.",
        footer = {
            "",
            "Example:",
            "  ctbench splits croissant --data-set my --url https://example.org/my --date 2026-11-29"
                    + " --license https://creativecommons.org/licenses/by/4.0/ --organization 'My clinic' > data/croissant.json"
        })
final class CroissantCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--data-set", required = true, paramLabel = "ID", description = "The data set.")
    private String dataSet;

    @Option(names = "--url", required = true, paramLabel = "URL", description = "Page of the data set.")
    private URI url;

    @Option(
            names = "--license",
            required = true,
            paramLabel = "URL",
            description = "Licence; for the lists of others, where they state it.")
    private URI license;

    @Option(names = "--date", required = true, paramLabel = "DATE", description = "Date of publication: 2026-11-29.")
    private LocalDate date;

    @Option(names = "--person", paramLabel = "NAME", description = "A creator; may be repeated.")
    private List<String> persons = List.of();

    @Option(names = "--organization", paramLabel = "NAME", description = "A creator; may be repeated.")
    private List<String> organizations = List.of();

    @Mixin
    private LocksOption locks;

    @Override
    public Integer call() throws IOException {
        if (persons.isEmpty() && organizations.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "a creator is missing: --person or --organization");
        }
        absolute("--url", url);
        absolute("--license", license);
        PrintWriter out = spec.commandLine().getOut();
        out.print(Croissant.of(
                locks.locks().dataSet(dataSet), new Croissant.About(url, license, persons, organizations, date)));
        out.flush();
        return 0;
    }

    private void absolute(String option, URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new ParameterException(spec.commandLine(), option + " is no absolute URL: '" + uri + "'");
        }
    }
}
