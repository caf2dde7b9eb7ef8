package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.splits.documents.Documents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench papers}: what papers print. */
@Command(
        name = "papers",
        description = "Look at published values: what a paper states, what follows from it, and what is lost.",
        synopsisSubcommandLabel = "(list | show)",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ctbench papers show ter-sarkisov-2022"})
public final class PapersCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "list",
            description = "List the papers whose values ship with ctbench.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench papers list"})
    int list(@Option(names = "--json", description = "Print JSON.") boolean json) throws IOException {
        List<Paper> papers = new ArrayList<>();
        for (String id : Papers.ids()) {
            papers.add(Papers.load(id));
        }
        print(
                json
                        ? Documents.toJson(
                                papers.stream().map(PapersCommand::summary).toList())
                        : PaperText.list(papers));
        return 0;
    }

    @Command(
            name = "show",
            description = "Print the tables of a paper: each value with its mark, and where it comes from.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  ctbench papers show ter-sarkisov-2022",
                "  ctbench papers show ter-sarkisov-2022 --published my/cells.yaml --json"
            })
    int show(
            @Parameters(paramLabel = "PAPER", description = "Shipped paper or YAML file.") String paper,
            @Option(
                            names = "--published",
                            paramLabel = "FILE",
                            description = "YAML file of cells that you filled in or replaced, paper at hand.")
                    Path published,
            @Mixin LocksOption locks,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException {
        Paper read = Papers.load(locks.library().place(paper), Optional.ofNullable(published));
        print(json ? Documents.toJson(read) : PaperText.show(read));
        return 0;
    }

    private static Map<String, Object> summary(Paper paper) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", paper.id());
        row.put("title", paper.title());
        paper.cite().ifPresent(cite -> row.put("cite", cite));
        row.put("tables", paper.tables().size());
        row.put("stated", PaperText.count(paper, PublishedCell.Stated.class));
        row.put("derived", PaperText.count(paper, PublishedCell.Derived.class));
        row.put("unrecoverable", PaperText.count(paper, PublishedCell.Unrecoverable.class));
        return row;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
