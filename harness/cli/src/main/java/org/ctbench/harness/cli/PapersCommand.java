package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PaperImport;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench papers}: what papers print. */
@Command(
        name = "papers",
        description =
                "Show published values, and import tables of other papers: what a paper states, what follows from it, and what is"
                        + " lost.",
        synopsisSubcommandLabel = "(list | show | import)",
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

    @Command(
            name = "import",
            description =
                    "Read a table that you typed or copied (.csv, .tsv, .md or .tex) and write the file that `audit` and `--paper`"
                            + " read. What is not certain is marked in it by a comment, and listed.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  ctbench papers import table.tex --id theirs --counts Normal=9450,CP=7395,NCP=4346 --out theirs.yaml",
                "  ctbench audit theirs.yaml"
            })
    int importTable(
            @Parameters(paramLabel = "TABLE", description = "The table; its ending says how it is read.") Path table,
            @Option(names = "--id", required = true, paramLabel = "ID", description = "Name of the paper.") String id,
            @Option(names = "--title", paramLabel = "TEXT", description = "Its title. Default: the id.")
                    Optional<String> title,
            @Option(
                            names = "--counts",
                            required = true,
                            split = ",",
                            paramLabel = "CLASS=N",
                            description = "Images of each class of the test set, classes as the table calls them.")
                    Map<String, Integer> counts,
            @Option(
                            names = "--positive",
                            paramLabel = "CLASS",
                            description = "Class of columns such as sensitivity that name none.")
                    Optional<String> positive,
            @Option(
                            names = "--column",
                            paramLabel = "NAME=METRIC[/CLASS]",
                            description = "What a column of the table is; may be repeated.")
                    Map<String, String> columns,
            @Option(names = "--out", paramLabel = "FILE", description = "The file to write. Default: print it.")
                    Optional<Path> out)
            throws IOException {
        PaperImport.Imported read =
                new PaperImport(id, title.orElse(id), counts, positive, columns == null ? Map.of() : columns).of(table);
        if (out.isPresent() && Files.exists(out.get())) {
            throw new UserException(
                    "the file already exists", out.get().toString(), "name another one with --out, or move it away");
        }
        if (out.isPresent()) {
            AtomicFiles.write(out.get(), read.yaml().getBytes(StandardCharsets.UTF_8));
        } else {
            print(read.yaml());
        }
        PrintWriter err = spec.commandLine().getErr();
        read.doubts().forEach(doubt -> err.println("check " + doubt));
        err.flush();
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
