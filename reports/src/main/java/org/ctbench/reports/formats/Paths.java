package org.ctbench.reports.formats;

import org.ctbench.reports.charts.Theme;
import org.ctbench.reports.document.Figure;
import org.ctbench.reports.document.Gallery;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Table;

/** Where the files of a report lie, relative to its folder, with {@code /} between names. */
public final class Paths {
    /** The page. */
    public static final String HTML = "index.html";

    /** The LaTeX file. */
    public static final String LATEX = "report.tex";

    /** The JSON file. */
    public static final String JSON = "report.json";

    /** The schema of {@link #JSON}. */
    public static final String JSON_SCHEMA = "report.schema.json";

    /** The Markdown file. */
    public static final String MARKDOWN = "report.md";

    private Paths() {}

    public static String csv(Table table) {
        return "tables/" + table.id() + ".csv";
    }

    public static String csv(Gallery gallery) {
        return "tables/" + gallery.id() + ".csv";
    }

    public static String csv(Figure figure) {
        return "figures/" + figure.id() + ".csv";
    }

    public static String svg(Figure figure, Theme theme) {
        return picture(figure, theme) + ".svg";
    }

    public static String png(Figure figure, Theme theme) {
        return picture(figure, theme) + ".png";
    }

    private static String picture(Figure figure, Theme theme) {
        return "figures/" + figure.id() + (theme == Theme.DARK ? Report.DARK : "");
    }
}
