package org.ctbench.reports.formats;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import org.ctbench.reports.charts.Drawing;
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
 * A report as one HTML page that asks for nothing from outside. It has no script unless there is a gallery to filter.
 *
 * <p>Figures are drawn into the page for light and for dark screens; a style sheet shows the one that the reader's system
 * prefers, and the light one in print.
 */
public final class HtmlWriter implements ContentBlock.Visitor<Void> {
    private static final String POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    private static final String STYLE = Resources.text("report.css");
    private static final String SCRIPT = Resources.text("gallery.js");
    private static final int SHORT_FACT = 36; // characters that fit half the page
    private static final int MOST_ROWS = 40; // of a figure's table on the page; the CSV file has them all
    private static final int MOST_COLUMNS = 12;

    private final BiFunction<Figure, Theme, String> drawings;
    private final Markup html = new Markup();
    private int tables;
    private int figures;

    private HtmlWriter(BiFunction<Figure, Theme, String> drawings) {
        this.drawings = drawings;
    }

    /** The page, with figures drawn for it. */
    public static String write(Report report) {
        return write(report, (figure, theme) -> Drawing.of(figure, theme).svgElement());
    }

    /**
     * The page.
     *
     * @param drawings the SVG element of a figure in a theme, where it is drawn already
     */
    public static String write(Report report, BiFunction<Figure, Theme, String> drawings) {
        return new HtmlWriter(drawings).page(report);
    }

    private String page(Report report) {
        html.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en").line();
        head(report);
        html.open("body").line();
        html.element("a", "Skip to the content", "class", "skip", "href", "#content")
                .line();
        html.open("header").line().element("h1", report.title()).line();
        report.notice().ifPresent(this::notice);
        factList(report.facts());
        contents(report.sections());
        html.close("header").line();
        html.open("main", "id", "content", "tabindex", "-1").line();
        report.sections().forEach(this::section);
        html.close("main").line();
        if (scripted(report)) {
            html.open("script").verbatim(SCRIPT).close("script").line();
        }
        html.close("body").line().close("html").line();
        return html.toString();
    }

    private void head(Report report) {
        html.open("head").line().open("meta", "charset", "utf-8").line();
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy(report))
                .line();
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.open("meta", "name", "color-scheme", "content", "light dark").line();
        html.element("title", report.title()).line();
        html.open("style").line().verbatim(STYLE).close("style").line();
        html.close("head").line();
    }

    /** Only galleries need a script; the policy lets no other one run. */
    private static boolean scripted(Report report) {
        return !report.galleries().isEmpty();
    }

    private static String policy(Report report) {
        return scripted(report) ? POLICY + "; script-src '" + digest(SCRIPT) + "'" : POLICY;
    }

    private static String digest(String script) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private void contents(List<Section> sections) {
        if (sections.size() < 2) {
            return;
        }
        html.open("nav", "aria-label", "Sections").line().open("ul").line();
        for (Section section : sections) {
            html.open("li")
                    .element("a", section.heading(), "href", "#" + anchor(section.id()))
                    .close("li")
                    .line();
        }
        html.close("ul").close("nav").line();
    }

    private void section(Section section) {
        String anchor = anchor(section.id());
        html.open("section", "id", anchor, "aria-labelledby", anchor + "-heading")
                .line();
        html.open("h2", "id", anchor + "-heading").text(section.heading());
        html.element("a", "#", "class", "anchor", "href", "#" + anchor, "aria-label", "Link to this section");
        html.close("h2").line();
        html.open("p", "class", "reading")
                .element("b", Labels.READING)
                .text(" " + section.reading())
                .close("p")
                .line();
        boolean side = false;
        for (ContentBlock block : section.blocks()) {
            boolean figure = block instanceof Figure;
            if (figure != side) {
                html.verbatim(figure ? "<div class=\"figures\">\n" : "</div>\n");
            }
            side = figure;
            block.accept(this);
        }
        html.verbatim(side ? "</div>\n" : "").close("section").line();
    }

    @Override
    public Void paragraph(Paragraph paragraph) {
        html.element("p", paragraph.text()).line();
        return null;
    }

    @Override
    public Void notice(Notice notice) {
        String tone = notice.tone() == Notice.Tone.WARNING ? "warning" : "note";
        html.open("p", "class", "notice " + tone, "role", "note");
        html.element("b", notice.tone().word() + ":").text(" " + notice.text());
        html.close("p").line();
        return null;
    }

    @Override
    public Void facts(Facts facts) {
        factList(facts.facts());
        return null;
    }

    @Override
    public Void table(Table table) {
        tables++;
        HtmlTable.write(table, "table-" + table.id(), "Table " + tables + ".", Paths.csv(table), html);
        return null;
    }

    @Override
    public Void gallery(Gallery gallery) {
        tables++;
        HtmlGallery.write(gallery, "Table " + tables + ".", html);
        return null;
    }

    @Override
    public Void figure(Figure figure) {
        figures++;
        String anchor = "figure-" + figure.id();
        html.open("figure", "id", anchor).line();
        html.open("div", "role", "img", "aria-label", figure.alt(), "class", "drawing")
                .line();
        drawing(figure, Theme.LIGHT);
        drawing(figure, Theme.DARK);
        html.close("div").line();
        html.open("figcaption", "id", anchor + "-caption")
                .element("b", "Figure " + figures + ".")
                .text(" " + figure.caption() + " ");
        html.open("span", "class", "files");
        html.element("a", "SVG", "href", Paths.svg(figure, Theme.LIGHT)).text(" ");
        html.element("a", "PNG", "href", Paths.png(figure, Theme.LIGHT)).text(" ");
        html.element("a", "CSV", "href", Paths.csv(figure));
        html.close("span").close("figcaption").line();
        data(figure, anchor);
        html.close("figure").line();
        return null;
    }

    private void drawing(Figure figure, Theme theme) {
        html.open("div", "class", "only-" + theme.name(), "aria-hidden", "true");
        html.verbatim(drawings.apply(figure, theme)).close("div").line();
    }

    private void data(Figure figure, String anchor) {
        Table data = figure.data();
        if (data.rows().size() > MOST_ROWS || data.columns().size() > MOST_COLUMNS) {
            return;
        }
        html.open("details")
                .element("summary", "Figure " + figures + " as a table")
                .line();
        HtmlTable.writeBare(data, anchor + "-data", anchor + "-caption", html);
        html.close("details").line();
    }

    private void factList(List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        html.open("dl", "class", "facts").line();
        for (Fact fact : facts) {
            html.open("div", "class", fact.value().length() > SHORT_FACT ? "wide" : "")
                    .element("dt", fact.name())
                    .open("dd");
            html.element(fact.code() ? "code" : "span", fact.value());
            html.close("dd").close("div").line();
        }
        html.close("dl").line();
    }

    /** The anchor of a section on the page. */
    static String anchor(String section) {
        return "section-" + section;
    }
}
