package org.ctbench.reports.formats;

import org.ctbench.reports.document.Figure;
import org.ctbench.reports.document.Table;

/** Where the files of a report lie, relative to its folder, with {@code /} between names. */
public final class Paths {
    /** The page. */
    public static final String HTML = "index.html";

    /** The Markdown file. */
    public static final String MARKDOWN = "report.md";

    private Paths() {}

    public static String csv(Table table) {
        return "tables/" + table.id() + ".csv";
    }

    public static String csv(Figure figure) {
        return "figures/" + figure.id() + ".csv";
    }

    public static String svg(Figure figure) {
        return "figures/" + figure.id() + ".svg";
    }

    public static String png(Figure figure) {
        return "figures/" + figure.id() + ".png";
    }
}
