package org.ctbench.reports.formats;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ctbench.reports.cells.Emphasis;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.charts.Theme;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Fact;
import org.ctbench.reports.document.Facts;
import org.ctbench.reports.document.Figure;
import org.ctbench.reports.document.Gallery;
import org.ctbench.reports.document.Notice;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** A report as GitHub Flavored Markdown; figures are linked as files. */
public final class MarkdownWriter implements ContentBlock.Visitor<String> {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]#|~$!]");
    private static final Pattern LIST_BULLET = Pattern.compile("^\\s*(?=[-+=])");
    private static final Pattern LIST_NUMBER = Pattern.compile("^(\\s*\\d+)(?=[.)])");

    private final boolean withFiles;
    private int tables;
    private int figures;

    /** @param withFiles whether tables are numbered and lead to files beside the page */
    private MarkdownWriter(boolean withFiles) {
        this.withFiles = withFiles;
    }

    public static String write(Report report) {
        return new MarkdownWriter(true).page(report);
    }

    /** A report beside which no files lie; it has no figures. */
    public static String writeAlone(Report report) {
        return new MarkdownWriter(false).page(report);
    }

    /** Paragraphs and tables under a heading, for the page of a CI job: no files lie beside it. */
    public static String write(String heading, List<? extends ContentBlock> blocks) {
        MarkdownWriter writer = new MarkdownWriter(false);
        StringBuilder out = new StringBuilder("### " + escape(heading) + "\n\n");
        blocks.forEach(block -> out.append(block.accept(writer)));
        return out.toString().stripTrailing() + "\n";
    }

    private String page(Report report) {
        StringBuilder out = new StringBuilder("# " + escape(report.title()) + "\n\n");
        report.notice().ifPresent(n -> out.append(notice(n)));
        out.append(list(report.facts()));
        for (Section section : report.sections()) {
            out.append("## ").append(escape(section.heading())).append("\n\n");
            out.append("*")
                    .append(Labels.READING)
                    .append("* ")
                    .append(escape(section.reading()))
                    .append("\n\n");
            section.blocks().forEach(b -> out.append(b.accept(this)));
        }
        return out.toString().stripTrailing() + "\n";
    }

    @Override
    public String paragraph(Paragraph paragraph) {
        return escapeLine(paragraph.text()) + "\n\n";
    }

    @Override
    public String notice(Notice notice) {
        return "> [!" + notice.tone().name() + "]\n> " + escapeLine(notice.text()) + "\n\n";
    }

    @Override
    public String facts(Facts facts) {
        return list(facts.facts());
    }

    @Override
    public String figure(Figure figure) {
        figures++;
        String dark = new Markup()
                .open("source", "media", "(prefers-color-scheme: dark)", "srcset", Paths.svg(figure, Theme.DARK))
                .toString();
        String light = new Markup()
                .open("img", "alt", figure.alt(), "src", Paths.svg(figure, Theme.LIGHT))
                .toString();
        return "<picture>" + dark + light + "</picture>\n\n**Figure " + figures + ".** " + escape(figure.caption())
                + " ([PNG](" + Paths.png(figure, Theme.LIGHT) + "), [CSV](" + Paths.csv(figure) + "))\n\n";
    }

    @Override
    public String table(Table table) {
        tables++;
        Labels labels = Labels.of(table);
        int columns = table.columns().size();
        String caption = table.caption().isBlank() ? "" : escape(table.caption()) + "\n\n";
        StringBuilder out = new StringBuilder(
                withFiles
                        ? "**Table " + tables + ".** " + escape(table.caption()) + " ([CSV](" + Paths.csv(table)
                                + "))\n\n"
                        : caption);
        out.append(line(IntStream.range(0, columns)
                .mapToObj(c -> escape(labels.fullName(c)))
                .toList()));
        out.append(line(IntStream.range(0, columns)
                .mapToObj(c -> labels.numeric(c) ? "---:" : ":---")
                .toList()));
        Footnotes notes = Footnotes.of(table);
        for (Row row : table.rows()) {
            out.append(line(IntStream.range(0, columns)
                    .mapToObj(c -> cell(labels, row, c, notes))
                    .toList()));
        }
        notes.all()
                .forEach((note, letter) -> out.append("\n<sup>")
                        .append(letter)
                        .append("</sup> ")
                        .append(escape(note))
                        .append("\n"));
        table.notes().forEach(note -> out.append("\n").append(escapeLine(note)).append("\n"));
        return out.append("\n").toString();
    }

    @Override
    public String gallery(Gallery gallery) {
        return table(gallery.data());
    }

    private static String cell(Labels labels, Row row, int column, Footnotes notes) {
        TableCell cell = row.cells().get(column);
        String text = labels.readable(column, cell);
        String marked = cell.code() ? code(text) : escape(text);
        boolean bold = cell.emphasis() == Emphasis.BEST || row.total();
        String letters = notes.letters(cell.notes()).stream().collect(Collectors.joining(","));
        return (bold && !marked.isBlank() ? "**" + marked.strip() + "**" : marked)
                + (letters.isEmpty() ? "" : "<sup>" + letters + "</sup>");
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String list(List<Fact> facts) {
        String lines = facts.stream()
                .map(f -> "- " + escape(f.name()) + ": " + (f.code() ? code(f.value()) : escape(f.value())) + "\n")
                .collect(Collectors.joining());
        return facts.isEmpty() ? "" : lines + "\n";
    }

    /** Neither markup nor HTML nor a mention or an address that GitHub would turn into a link. */
    private static String escape(String text) {
        return SPECIAL.matcher(text)
                .replaceAll("\\\\$0")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("://", "&#58;//")
                .replace("www.", "www&#46;");
    }

    /** Text that begins a line and must not begin a list or a heading. */
    private static String escapeLine(String text) {
        String unlisted = LIST_BULLET.matcher(escape(text)).replaceFirst("\\\\");
        return LIST_NUMBER.matcher(unlisted).replaceFirst("$1\\\\");
    }

    /** A code span whose fence is longer than any run of backticks inside it. */
    private static String code(String text) {
        String fence = "`";
        while (text.contains(fence)) {
            fence += "`";
        }
        String pad = text.startsWith("`") || text.endsWith("`") || text.isBlank() ? " " : "";
        return fence + pad + text.replace("|", "\\|") + pad + fence;
    }
}
