package org.ctbench.reports.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.ctbench.reports.Programs;
import org.ctbench.reports.Samples;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser, from disk. */
@Tag("slow")
class BrowserTest {
    @TempDir
    static Path folder;

    private static Path browser;

    @BeforeAll
    static void writeThePage() throws Exception {
        browser = Programs.find("chromium", "chromium-browser", "google-chrome");
        Files.writeString(folder.resolve("index.html"), HtmlWriter.write(Samples.report()));
    }

    @Test
    void loadsWithoutAnErrorAndShowsAll() throws Exception {
        Document html = open("");

        assertFalse(html.selectFirst("form.filters").hasAttr("hidden"));
        assertEquals("7 of 7", html.selectFirst("output").text());
        assertEquals(0, html.select("li[hidden], tr[hidden]").size());
    }

    @Test
    void filtersAsTheAddressSays() throws Exception {
        Document html = open("#gallery-wrong-slices?model=Affinity+ResNet18&true=Normal");

        assertEquals("1 of 7", html.selectFirst("output").text());
        assertEquals(6, html.select("li[hidden], tr[hidden]").size());
        assertEquals(
                "NCP/96/1328/0056.png",
                html.selectFirst(".gallery tr[data-model]:not([hidden]) code").text());
    }

    @Test
    void ignoresFiltersThatItDoesNotKnow() throws Exception {
        Document html = open("#gallery-wrong-slices?model=%3Cb%3E&colour=red");

        assertEquals("7 of 7", html.selectFirst("output").text());
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 400})
    void noTableIsWiderThanItsPlace(int width) throws Exception {
        for (Report report : List.of(Samples.report(), longAndWide())) {
            String wider = framed(
                    report,
                    width,
                    "document.querySelectorAll('details').forEach(d => d.open = true);"
                            + "parent.document.title = innerWidth + ':' + [...document.querySelectorAll('.scroll')]"
                            + ".filter(s => s.scrollWidth > s.clientWidth).map(s => s.closest('[id]').id).join(' ');");

            assertEquals(width + ":", wider, report.id());
        }
    }

    @Test
    void aLongTableShowsTheRestOfItsRowsOnceItIsOpened() throws Exception {
        String shown = framed(
                longAndWide(),
                1280,
                "const shown = () => new Set([...document.querySelectorAll('tbody th:first-child')]"
                        + ".filter(head => head.getClientRects().length > 0).map(head => head.textContent)).size;"
                        + "const closed = shown(); document.querySelector('.fold').open = true;"
                        + "parent.document.title = closed + ' of ' + shown();");

        assertEquals("10 of 30", shown);
    }

    @Test
    void printsEveryRow() throws Exception {
        Path page = folder.resolve("long.html");
        Files.writeString(page, HtmlWriter.write(longAndWide()));
        Path pdf = folder.resolve("long.pdf");

        run(page.toUri().toString(), "--print-to-pdf=" + pdf);

        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            List<String> lines = new PDFTextStripper().getText(document).lines().toList();
            for (int row = 1; row <= 30; row++) {
                String head = "row-" + row + " ";
                assertTrue(lines.stream().anyMatch(line -> line.startsWith(head)), head + "in " + lines);
            }
        }
    }

    /** A table that is folded and shown in parts. */
    private static Report longAndWide() {
        List<Column> columns = new ArrayList<>(List.of(Column.of("row")));
        for (int column = 1; column < 25; column++) {
            columns.add(Column.of("column " + column));
        }
        List<Row> rows = new ArrayList<>();
        for (int row = 1; row <= 30; row++) {
            List<TableCell> cells = new ArrayList<>(List.of(Text.of("row-" + row)));
            for (int column = 1; column < 25; column++) {
                cells.add(Count.of(1_000_000L * row + column));
            }
            rows.add(new Row(cells, false));
        }
        Table table = Table.of("long", "30 rows and 25 columns.", columns, rows);
        return new Report(
                "long",
                "A long and wide table",
                Optional.empty(),
                List.of(),
                List.of(Section.of("long", "A long and wide table", "Each row is one of thirty.", table)));
    }

    /**
     * The page of a report in a frame of that width, which runs a script. The policy of the page lets no other script run, so
     * it is taken out.
     *
     * @return the title that the script sets
     */
    private static String framed(Report report, int width, String script) throws Exception {
        String page = HtmlWriter.write(report)
                .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                .replace("</body>", "<script>" + script + "</script></body>");
        Path frame = Files.createTempFile(folder, "frame", ".html");
        Files.writeString(
                frame,
                new Markup()
                        .open("iframe", "width", String.valueOf(width), "height", "900", "srcdoc", page)
                        .close("iframe")
                        .toString());
        return Jsoup.parse(run(frame.toUri().toString(), "--dump-dom")).title();
    }

    private static Document open(String fragment) throws Exception {
        return Jsoup.parse(run(folder.resolve("index.html").toUri() + fragment, "--dump-dom"));
    }

    private static String run(String address, String task) throws Exception {
        Path profile = Files.createTempDirectory(folder, "profile");
        Path out = profile.resolve("out");
        Path log = profile.resolve("log");
        List<String> command =
                new ArrayList<>(List.of(browser.toString(), "--headless", "--no-sandbox", "--disable-gpu"));
        command.addAll(List.of("--no-first-run", "--disable-background-networking", "--disable-component-update"));
        command.addAll(List.of("--disable-sync", "--enable-logging=stderr", "--virtual-time-budget=2000"));
        command.addAll(List.of("--user-data-dir=" + profile, task, address));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the browser did not end within a minute");
        } finally {
            process.destroyForcibly();
        }
        try (Stream<String> lines =
                Files.readString(log, StandardCharsets.ISO_8859_1).lines()) {
            assertEquals(List.of(), lines.filter(l -> l.contains("CONSOLE")).toList());
        }
        return Files.readString(out);
    }
}
