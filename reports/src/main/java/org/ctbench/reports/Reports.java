package org.ctbench.reports;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.reports.charts.Drawing;
import org.ctbench.reports.charts.Theme;
import org.ctbench.reports.document.Figure;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.formats.CsvWriter;
import org.ctbench.reports.formats.HtmlWriter;
import org.ctbench.reports.formats.MarkdownWriter;
import org.ctbench.reports.formats.Paths;

/** Renders reports. Safe for use by several threads. */
public final class Reports {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String HEADLESS = "java.awt.headless";

    private Reports() {}

    /**
     * Renders a report to files: {@code tables/<id>.csv} for each table, {@code figures/<id>.svg}, {@code .png} and
     * {@code .csv} for each figure, {@code report.md} and {@code index.html}. The bytes depend on the report alone.
     *
     * <p>Needs no screen and no fonts: unless the caller has decided on {@code java.awt.headless}, it is set to true.
     */
    public static RenderedReport render(Report report) {
        if (System.getProperty(HEADLESS) == null) {
            System.setProperty(HEADLESS, "true");
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Table table : report.tables()) {
            files.put(Paths.csv(table), utf8(CsvWriter.write(table)));
        }
        for (Figure figure : report.figures()) {
            Drawing drawing = Drawing.of(figure, Theme.LIGHT);
            files.put(Paths.svg(figure), utf8(XML + drawing.svgElement() + "\n"));
            files.put(Paths.png(figure), drawing.png());
            files.put(Paths.csv(figure), utf8(CsvWriter.write(figure.data())));
        }
        files.put(Paths.MARKDOWN, utf8(MarkdownWriter.write(report)));
        files.put(Paths.HTML, utf8(HtmlWriter.write(report)));
        return new RenderedReport(files);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
