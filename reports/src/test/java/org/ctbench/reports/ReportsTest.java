package org.ctbench.reports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.ctbench.reports.document.Report;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsTest {
    private static final List<String> GOLDEN = List.of(
            "report.md",
            "report.tex",
            "report.json",
            "tables/verdicts.csv",
            "tables/wrong-slices.csv",
            "figures/ranks.csv",
            "figures/ranks.svg",
            "figures/forest.csv",
            "figures/forest.svg",
            "figures/forest-dark.svg",
            "figures/reliability.csv",
            "figures/reliability.svg",
            "figures/errors-by-lesion.csv",
            "figures/errors-by-lesion.svg",
            "figures/loss-seeds.csv",
            "figures/loss-seeds.svg",
            "tables/splits.csv",
            "tables/results-test.csv",
            "figures/confusion-test.csv",
            "figures/loss-epochs.csv",
            "figures/sensitivity-test.csv",
            "figures/sensitivity-test.svg",
            "figures/affinity-matrices.csv",
            "figures/affinity-matrices.svg",
            "figures/segmentation-examples.csv",
            "figures/segmentation-examples.svg");

    /** Images inside SVG are packed by the Java runtime; their pixels are tested in DrawingTest and RampTest. */
    private static final Pattern PACKED = Pattern.compile("base64,[A-Za-z0-9+/=]+");

    private static final Map<String, byte[]> HERE = renderIn(Locale.ROOT, TimeZone.getTimeZone("UTC"));

    @Test
    void namesEachFileOnceInAFixedOrder() {
        List<String> expected = new ArrayList<>(List.of(
                "tables/splits.csv", "tables/results-test.csv", "tables/verdicts.csv", "tables/wrong-slices.csv"));
        List<String> figures = List.of(
                "confusion-test",
                "confusion-ictcf",
                "sensitivity-test",
                "forest",
                "ranks",
                "reliability",
                "errors-by-lesion",
                "loss-seeds",
                "loss-epochs",
                "loss-steps",
                "affinity-matrices",
                "segmentation-examples",
                "segmentation-sealed");
        for (String figure : figures) {
            for (String end : List.of(".svg", ".png", "-dark.svg", "-dark.png", ".csv")) {
                expected.add("figures/" + figure + end);
            }
        }
        expected.addAll(List.of("report.md", "report.tex", "report.json", "report.schema.json", "index.html"));

        assertEquals(expected, List.copyOf(HERE.keySet()));
    }

    @Test
    void writesTheGoldenFiles() throws IOException {
        for (String name : GOLDEN) {
            String text = new String(HERE.get(name), StandardCharsets.UTF_8);
            Golden.assertMatches(name, PACKED.matcher(text).replaceAll("base64,PACKED"));
        }
    }

    /** Of the bytes in ROOT and UTC, which are those of the golden files. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"tr-TR, America/Lima", "ru-RU, Pacific/Kiritimati", "ar-EG-u-nu-arab, America/Lima"})
    void rendersTheSameBytesInEveryLocaleAndTimeZone(String tag, String zone) {
        assertSame(HERE, renderIn(Locale.forLanguageTag(tag), TimeZone.getTimeZone(zone)));
    }

    @Tag("slow")
    @Test
    void rendersTheSameBytesFromSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Callable<Map<String, byte[]>>> renders = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            renders.add(() -> Reports.render(SampleReport.report()).files());
        }

        List<Future<Map<String, byte[]>>> results = threads.invokeAll(renders);

        threads.shutdown();
        for (Future<Map<String, byte[]>> result : results) {
            assertSame(HERE, result.get());
        }
    }

    /** A JDK alone may have no fontconfig and no FreeType; then the first use of AWT's fonts throws. */
    @Tag("slow")
    @Test
    void rendersInAFreshJvmWithoutTheFontsOfTheMachine(@TempDir Path folder) throws Exception {
        Path classes = folder.resolve("classes.log");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:class+load:file=" + classes,
                        "-Duser.language=tr",
                        "-Duser.timezone=Asia/Tokyo",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RenderToFolder.class.getName(),
                        folder.resolve("report").toString())
                .inheritIO()
                .start();

        boolean ended = jvm.waitFor(60, TimeUnit.SECONDS);

        assertTrue(ended, "the other JVM did not end within a minute");
        assertEquals(0, jvm.exitValue());
        String loaded = Files.readString(classes);
        assertTrue(loaded.contains("org.ctbench.reports.fonts.Typeface"), "the log names the loaded classes");
        assertFalse(loaded.contains("sun.font.FontManagerFactory"), "AWT's font manager was loaded");
        assertFalse(loaded.contains("sun.font.SunFontManager"), "AWT's font manager was loaded");
        for (Map.Entry<String, byte[]> file : HERE.entrySet()) {
            byte[] there = Files.readAllBytes(folder.resolve("report").resolve(file.getKey()));
            assertArrayEquals(file.getValue(), there, file.getKey());
        }
    }

    @Test
    void handsOutCopiesOfItsFiles() {
        RenderedReport rendered = Reports.render(new Report("tiny", "Tiny", Optional.empty(), List.of(), List.of()));
        byte before = rendered.files().get("index.html")[0];

        rendered.files().get("index.html")[0] = 0;

        assertEquals(before, rendered.files().get("index.html")[0]);
    }

    private static Map<String, byte[]> renderIn(Locale locale, TimeZone zone) {
        Locale usualLocale = Locale.getDefault();
        TimeZone usualZone = TimeZone.getDefault();
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
        try {
            return Reports.render(SampleReport.report()).files();
        } finally {
            Locale.setDefault(usualLocale);
            TimeZone.setDefault(usualZone);
        }
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(actual.keySet()));
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), name));
    }
}
