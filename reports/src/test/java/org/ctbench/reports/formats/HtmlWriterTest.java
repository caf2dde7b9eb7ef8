package org.ctbench.reports.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.cells.VerdictCell;
import org.ctbench.reports.cells.VerdictKind;
import org.ctbench.reports.document.AffinityHeatMap;
import org.ctbench.reports.document.AffinityHeatMap.ClassRow;
import org.ctbench.reports.document.ClassComparison;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ConfusionPlot;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Fact;
import org.ctbench.reports.document.Facts;
import org.ctbench.reports.document.Gallery;
import org.ctbench.reports.document.GreyImage;
import org.ctbench.reports.document.Matrix;
import org.ctbench.reports.document.Notice;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Region;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Scene;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.SegmentationOverlay;
import org.ctbench.reports.document.Series;
import org.ctbench.reports.document.Series.Role;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.document.TrainingCurves;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class HtmlWriterTest {
    private static final String HOSTILE =
            "\"><img src=x onerror=alert(1)>'<script>alert(2)</script>&amp;-->]]></style>";

    private static final List<Column> COLUMNS =
            List.of(Column.of("Model"), Column.published("F1"), Column.measured("F1"), Column.difference("F1"));

    @Test
    void escapesWhateverIsHostile() {
        String page = HtmlWriter.write(everythingNamed(HOSTILE));

        Document html = Jsoup.parse(page);

        assertEquals(
                0, html.select("script, img, iframe, object, embed, link, form").size());
        assertEquals(1, html.select("style").size());
        for (Element element : html.getAllElements()) {
            element.attributes()
                    .forEach(a -> assertFalse(a.getKey().startsWith("on"), element.tagName() + " has " + a.getKey()));
        }
        assertEquals(HOSTILE, html.selectFirst("h1").text());
        assertEquals(HOSTILE, html.title());
        assertTrue(html.selectFirst("svg").text().contains("<img src=x"), "class names stay readable");
    }

    @Test
    void parsesWithoutAnError() {
        Parser parser = Parser.htmlParser();
        parser.setTrackErrors(20);

        parser.parseInput(HtmlWriter.write(everythingNamed(HOSTILE)), "");

        assertEquals(List.of(), List.copyOf(parser.getErrors()));
    }

    @Test
    void loadsNothingFromOutside() {
        String page = HtmlWriter.write(everythingNamed("name"));
        Document html = Jsoup.parse(page);

        assertEquals(
                "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
                html.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"));
        assertEquals(0, html.select("[src], [srcset], [poster]").size());
        assertFalse(page.contains("@import"));
        assertFalse(html.selectFirst("style").data().contains("url("));
        assertTrue(html.select("image").size() > 0);
        for (Element image : html.select("image")) {
            assertTrue(image.attr("xlink:href").startsWith("data:image/png;base64,"), "an image from outside");
        }
        for (Element link : html.select("[href]")) {
            String target = link.attr("href");
            assertTrue(target.matches("#[a-z0-9._-]+|(tables|figures)/[a-z0-9._-]+\\.(csv|svg|png)"), target);
        }
    }

    @Test
    void givesEachAnchorOnceAndEachLinkAnAnchor() {
        Document html = Jsoup.parse(HtmlWriter.write(everythingNamed("name")));
        List<String> ids = html.select("[id]").eachAttr("id");

        assertEquals(ids.size(), ids.stream().distinct().count());
        for (Element link : html.select("a[href^=#]")) {
            assertTrue(ids.contains(link.attr("href").substring(1)), link.attr("href"));
        }
        for (Element labelled : html.select("[aria-labelledby]")) {
            assertTrue(ids.contains(labelled.attr("aria-labelledby")), labelled.attr("aria-labelledby"));
        }
    }

    @Test
    void saysWhichCellsAHeadStandsFor() {
        Element table = Jsoup.parse(HtmlWriter.write(everythingNamed("name"))).selectFirst("#table-results table");

        assertEquals(
                List.of("col", "colgroup", "col", "col", "col"),
                table.select("thead th").eachAttr("scope"));
        assertEquals("3", table.selectFirst("th[scope=colgroup]").attr("colspan"));
        assertEquals("2", table.selectFirst("th[scope=col]").attr("rowspan"));
        assertEquals(
                List.of("Model", "F1", "published, %", "measured, %", "difference"),
                table.select("thead th").eachText());
        assertEquals(List.of("name"), table.select("tbody th[scope=row] code").eachText());
    }

    @Test
    void explainsEachValueThatIsMissing() {
        Document html = Jsoup.parse(HtmlWriter.write(everythingNamed("name")));
        Element marked = html.selectFirst("#table-results td.absent");
        Element mark = marked.selectFirst("sup a");

        assertEquals("\u2013", marked.selectFirst("span").text());
        assertEquals("note a", mark.attr("aria-label"));
        assertEquals(
                "a name",
                html.selectFirst(mark.attr("href").replace(".", "\\.")).text());
    }

    @Test
    void saysInWordsWhatEachFigureShows() {
        Document html = Jsoup.parse(HtmlWriter.write(everythingNamed("name")));

        assertEquals(5, html.select("figure").size());
        for (Element figure : html.select("figure")) {
            assertFalse(figure.selectFirst("[role=img]").attr("aria-label").isBlank());
            assertEquals(1, figure.select(".only-light > svg").size());
            assertEquals(1, figure.select(".only-dark > svg").size());
            assertTrue(figure.selectFirst("figcaption").text().matches("Figure \\d\\. .*"));
            assertEquals(1, figure.select("details table").size());
        }
    }

    @Test
    void startsWithASkipLinkAndHasOneMain() {
        Document html = Jsoup.parse(HtmlWriter.write(everythingNamed("name")));

        assertEquals("#content", html.body().child(0).attr("href"));
        assertEquals("content", html.selectFirst("main").id());
        assertEquals("en", html.selectFirst("html").attr("lang"));
        assertEquals(1, html.select("h1").size());
    }

    @Test
    void leavesTheTableOfALongFigureToItsFile() {
        List<Double> steps = Collections.nCopies(41, 0.5);
        TrainingCurves curves = new TrainingCurves(
                "steps", "caption", "step", "loss", List.of(Series.perEpoch("loss", Role.NOISE, steps)));

        Document html = Jsoup.parse(HtmlWriter.write(report("title", curves)));

        assertEquals(0, html.select("details").size());
        assertEquals("figures/steps.csv", html.select("figcaption a").last().attr("href"));
    }

    @Test
    void leavesTheTableOfAWideFigureToItsFile() {
        AffinityHeatMap map = new AffinityHeatMap(
                "wide", "caption", List.of("s"), List.of(new ClassRow("c", List.of(Matrix.of(1, 10, new float[10])))));

        Document html = Jsoup.parse(HtmlWriter.write(report("title", map)));

        assertEquals(0, html.select("details").size());
        assertEquals("figures/wide.csv", html.select("figcaption a").last().attr("href"));
    }

    @Test
    void namesWhatAGalleryShowsWhateverItIsCalled() {
        String page = HtmlWriter.write(report("title", gallery(HOSTILE)));
        Parser parser = Parser.htmlParser();
        parser.setTrackErrors(20);

        Document html = parser.parseInput(page, "");

        assertEquals(List.of(), List.copyOf(parser.getErrors()));
        assertEquals(1, html.select("script").size());
        assertEquals(0, html.select("[onerror], [onclick], [onload]").size());
        assertEquals(
                List.of(HOSTILE, HOSTILE), html.select("li, tr[data-model]").eachAttr("data-model"));
        for (Element image : html.select("img")) {
            assertTrue(image.attr("src").startsWith("data:image/jpeg;base64,"), "an image from outside");
        }
        assertEquals(1, html.select("img").size());
        assertEquals(1, html.select(".shot svg").size());
    }

    @Test
    void letsNoOtherScriptRunThanItsOwn() throws Exception {
        Document html = Jsoup.parse(HtmlWriter.write(report("title", gallery("name"))));

        String script = html.selectFirst("script").data();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                        + " script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'",
                html.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"));
    }

    @Test
    void offersFiltersOnlyForWhatDiffersAndHidesThemFromPagesWithoutScript() {
        Document html = Jsoup.parse(HtmlWriter.write(report("title", gallery("name"))));
        Element filters = html.selectFirst("form.filters");

        assertTrue(filters.hasAttr("hidden"));
        assertEquals(List.of("predicted"), filters.select("select").eachAttr("name"));
        assertEquals(
                List.of("all", "NCP", "CP"), filters.select("select option").eachText());
        assertEquals(0, html.select("li[hidden], tr[hidden]").size());
    }

    @Test
    void leadsFromACellToASection() {
        Table table = Table.of(
                "t",
                "caption",
                List.of(Column.of("item")),
                List.of(Row.of(Annotated.linked(Text.of("shown here"), "other"))));
        Report report = new Report(
                "r",
                "title",
                Optional.empty(),
                List.of(),
                List.of(Section.of("s", "first", "how", table), Section.of("other", "second", "how")));

        Document html = Jsoup.parse(HtmlWriter.write(report));

        Element link = html.selectFirst("#table-t tbody a");
        assertEquals("shown here", link.text());
        assertEquals("second#", html.selectFirst(link.attr("href") + " h2").text());
    }

    @Test
    void leadsFromACellToItsSlices() {
        Table table = Table.of(
                "t",
                "caption",
                List.of(Column.of("model"), Column.of("wrong")),
                List.of(Row.of(Text.of("a"), Annotated.linked(Count.of(2), "wrong", Map.of("model", "A & B")))));

        Document html = Jsoup.parse(HtmlWriter.write(report("title", table, gallery("name"))));

        Element link = html.selectFirst("#table-t td a");
        assertEquals("#gallery-wrong", link.attr("href"));
        assertEquals("model=A+%26+B", link.attr("data-filter"));
        assertEquals("2", link.text());
        assertEquals(1, html.select(link.attr("href")).size());
    }

    @Test
    void marksVerdictsAndHowPublishedValuesAreKnown() {
        Table table = Table.of(
                "t",
                "caption",
                List.of(Column.published("F1"), Column.of("verdict")),
                List.of(
                        Row.of(
                                Published.derived(Value.percent("1.0"), "0.5 + 0.5"),
                                VerdictCell.of(VerdictKind.LOWER, "why")),
                        Row.of(Absent.unrecoverable("blurred"), VerdictCell.of(VerdictKind.EXACT, ""))));

        Document html = Jsoup.parse(HtmlWriter.write(report("title", table)));

        assertEquals(
                List.of("\u25BC differs, lower", "\u2261 reproduced exactly"),
                html.select("td.verdict > span").eachText());
        assertEquals(1, html.select("td.verdict.fails").size());
        assertEquals(1, html.select("th.derived").size());
        assertEquals("\u00D7", html.selectFirst("th.lost > span").text());
        assertEquals(
                List.of("a derived: 0.5 + 0.5", "b why", "c not recoverable: blurred"),
                html.select(".notes p").eachText());
    }

    @Test
    void saysThatAGalleryIsEmpty() {
        Document html = Jsoup.parse(HtmlWriter.write(report("title", new Gallery("wrong", "caption", List.of()))));

        assertEquals(
                List.of("There is none."),
                html.select(".gallery > p:not(.caption)").eachText());
    }

    private static Gallery gallery(String name) {
        Scene scene = new Scene(
                2, 2, Optional.of(GreyImage.of(2, 2, new byte[4])), List.of(), List.of(Region.of(2, 2, i -> i == 0)));
        return new Gallery(
                "wrong",
                name,
                List.of(
                        new Gallery.Item(
                                name,
                                Optional.of(name),
                                name,
                                name,
                                new Gallery.Outcome(name, "NCP", Optional.of(0.5)),
                                Optional.of(scene)),
                        new Gallery.Item(
                                "other",
                                Optional.empty(),
                                name,
                                name,
                                new Gallery.Outcome(name, "CP", Optional.empty()),
                                Optional.empty())));
    }

    private static Report everythingNamed(String name) {
        Table table = new Table(
                "results",
                name,
                COLUMNS,
                List.of(Row.total(
                        Annotated.noted(Text.code(name), name),
                        Published.of(Value.percent("97.37")),
                        Measured.of(Value.percent("97.37").asBest()),
                        Absent.undefined(name))),
                List.of(name));
        return report(
                name,
                Paragraph.of(name),
                Notice.note(name),
                Facts.of(Fact.code(name, name)),
                table,
                new ConfusionPlot(
                        "matrix", name, name, List.of(name, "other"), List.of(List.of(1L, 2L), List.of(0L, 0L))),
                new TrainingCurves(
                        "curves", name, name, name, List.of(Series.perEpoch(name, Role.TRAINING, List.of(1.0)))),
                new ClassComparison(
                        "comparison",
                        name,
                        name,
                        List.of(new ClassComparison.Pair(
                                name, Optional.of(Published.of(Value.percent("50"))), Optional.empty()))),
                new AffinityHeatMap(
                        "map", name, List.of(name), List.of(new ClassRow(name, List.of(Matrix.of(1, 2, -1, 1))))),
                new SegmentationOverlay(
                        "overlay",
                        name,
                        List.of(new SegmentationOverlay.Slice(
                                name, Matrix.of(1, 1, 255), List.of(), Matrix.of(1, 1, 0), List.of()))));
    }

    private static Report report(String title, ContentBlock... blocks) {
        return new Report(
                "report",
                title,
                Optional.of(Notice.warning(title)),
                List.of(Fact.of(title, title)),
                List.of(Section.of("all", title, title, blocks), Section.of("none", title, title)));
    }
}
