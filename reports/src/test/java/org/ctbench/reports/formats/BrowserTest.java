package org.ctbench.reports.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ctbench.reports.Programs;
import org.ctbench.reports.Samples;
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

    /** The page in a frame of that width. Its policy lets no other script run, so it is taken out. */
    @ParameterizedTest
    @ValueSource(ints = {1280, 400})
    void noTableIsWiderThanItsPlace(int width) throws Exception {
        String measuring = "<script>document.querySelectorAll('details').forEach(d => d.open = true);"
                + "parent.document.title = innerWidth + ':' + [...document.querySelectorAll('.scroll')]"
                + ".filter(s => s.scrollWidth > s.clientWidth).map(s => s.closest('[id]').id).join(' ');</script></body>";
        String page = HtmlWriter.write(Samples.report())
                .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                .replace("</body>", measuring);
        Path frame = folder.resolve("frame-" + width + ".html");
        Files.writeString(
                frame,
                new Markup()
                        .open("iframe", "width", String.valueOf(width), "height", "900", "srcdoc", page)
                        .close("iframe")
                        .toString());

        assertEquals(
                width + ":",
                Jsoup.parse(run(frame.toUri().toString(), "--dump-dom")).title());
    }

    @Test
    void prints() throws Exception {
        Path pdf = folder.resolve("page.pdf");

        run(folder.resolve("index.html").toUri().toString(), "--print-to-pdf=" + pdf);

        assertEquals("%PDF", new String(Files.readAllBytes(pdf), 0, 4, StandardCharsets.ISO_8859_1));
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
