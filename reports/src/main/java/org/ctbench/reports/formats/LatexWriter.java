package org.ctbench.reports.formats;

import java.util.List;
import java.util.stream.Collectors;
import org.ctbench.reports.charts.Theme;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Fact;
import org.ctbench.reports.document.Facts;
import org.ctbench.reports.document.Figure;
import org.ctbench.reports.document.Gallery;
import org.ctbench.reports.document.Notice;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/**
 * A report as one LaTeX document with booktabs tables; figures are the PNG files beside it. Compiles with {@code pdflatex}
 * and the packages of a basic TeX Live.
 */
public final class LatexWriter implements ContentBlock.Visitor<String> {
    private static final String PREAMBLE = Resources.text("preamble.tex");

    private LatexWriter() {}

    public static String write(Report report) {
        LatexWriter writer = new LatexWriter();
        StringBuilder out = new StringBuilder(PREAMBLE);
        out.append("\\title{")
                .append(Latex.escape(report.title()))
                .append("}\n\\date{}\n\\begin{document}\n\\maketitle\n\n");
        report.notice().ifPresent(n -> out.append(writer.notice(n)));
        out.append(list(report.facts()));
        for (Section section : report.sections()) {
            out.append("\\section{").append(Latex.escape(section.heading())).append("}\n\n");
            out.append("\\emph{" + Labels.READING + "} ")
                    .append(Latex.escape(section.reading()))
                    .append("\n\n");
            section.blocks().forEach(b -> out.append(b.accept(writer)));
        }
        return out.append("\\end{document}\n").toString();
    }

    @Override
    public String paragraph(Paragraph paragraph) {
        return Latex.escape(paragraph.text()) + "\n\n";
    }

    @Override
    public String notice(Notice notice) {
        return "\\begin{quote}\n\\textbf{" + notice.tone().word() + ":} " + Latex.escape(notice.text())
                + "\n\\end{quote}\n\n";
    }

    @Override
    public String facts(Facts facts) {
        return list(facts.facts());
    }

    @Override
    public String table(Table table) {
        return LatexTable.write(table);
    }

    @Override
    public String gallery(Gallery gallery) {
        return LatexTable.write(gallery.data());
    }

    @Override
    public String figure(Figure figure) {
        return "\\begin{figure}[H]\n\\centering\n\\ctbfigure{" + Paths.png(figure, Theme.LIGHT) + "}\n\\caption{"
                + Latex.escape(figure.caption()) + "}\n\\end{figure}\n\n";
    }

    private static String list(List<Fact> facts) {
        if (facts.isEmpty()) {
            return "";
        }
        return facts.stream()
                .map(f -> "\\item[" + Latex.escape(f.name()) + "] "
                        + (f.code() ? Latex.code(f.value()) : Latex.escape(f.value())) + "\n")
                .collect(Collectors.joining("", "\\begin{description}\n", "\\end{description}\n\n"));
    }
}
