package org.ctbench.reports;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ctbench.reports.charts.Drawing;
import org.ctbench.reports.charts.Theme;
import org.ctbench.reports.document.Figure;
import org.ctbench.reports.document.Gallery;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.formats.CsvWriter;
import org.ctbench.reports.formats.HtmlWriter;
import org.ctbench.reports.formats.JsonWriter;
import org.ctbench.reports.formats.LatexWriter;
import org.ctbench.reports.formats.MarkdownWriter;
import org.ctbench.reports.formats.Paths;

/** Renders reports. Safe for use by several threads. */
public final class Reports {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final List<Theme> THEMES = List.of(Theme.LIGHT, Theme.DARK);
    private static final String HEADLESS = "java.awt.headless";

    private Reports() {}

    /**
     * Renders a report to files: {@code tables/<id>.csv} for each table and gallery; {@code figures/<id>.svg} and
     * {@code .png}, the same with {@code -dark}, and {@code .csv} for each figure; {@code report.md}, {@code report.tex},
     * {@code report.json} with its schema, and {@code index.html}. The bytes depend on the report alone.
     *
     * <p>Figures are drawn on all cores. Needs no screen and no fonts: unless the caller has decided on
     * {@code java.awt.headless}, it is set to true.
     */
    public static RenderedReport render(Report report) {
        if (System.getProperty(HEADLESS) == null) {
            System.setProperty(HEADLESS, "true");
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Table table : report.tables()) {
            files.put(Paths.csv(table), utf8(CsvWriter.write(table)));
        }
        for (Gallery gallery : report.galleries()) {
            files.put(Paths.csv(gallery), utf8(CsvWriter.write(gallery.data())));
        }
        Map<String, Picture> pictures = pictures(report);
        for (Figure figure : report.figures()) {
            for (Theme theme : THEMES) {
                Picture picture = pictures.get(Paths.svg(figure, theme));
                files.put(Paths.svg(figure, theme), utf8(XML + picture.svg() + "\n"));
                files.put(Paths.png(figure, theme), picture.png());
            }
            files.put(Paths.csv(figure), utf8(CsvWriter.write(figure.data())));
        }
        files.put(Paths.MARKDOWN, utf8(MarkdownWriter.write(report)));
        files.put(Paths.LATEX, utf8(LatexWriter.write(report)));
        files.put(Paths.JSON, utf8(JsonWriter.write(report)));
        files.put(Paths.JSON_SCHEMA, utf8(JsonWriter.schema()));
        String page = HtmlWriter.write(
                report,
                (figure, theme) -> pictures.get(Paths.svg(figure, theme)).svg());
        files.put(Paths.HTML, utf8(page));
        return new RenderedReport(files);
    }

    /** A figure in one theme. */
    private record Picture(String path, String svg, byte[] png) {}

    /** By the path of the SVG file. Each is drawn by itself, so that the order of the threads does not matter. */
    private static Map<String, Picture> pictures(Report report) {
        return report.figures().parallelStream()
                .flatMap(figure -> THEMES.stream().map(theme -> picture(figure, theme)))
                .collect(Collectors.toMap(Picture::path, picture -> picture));
    }

    private static Picture picture(Figure figure, Theme theme) {
        Drawing drawing = Drawing.of(figure, theme);
        return new Picture(Paths.svg(figure, theme), drawing.svgElement(), drawing.png());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
