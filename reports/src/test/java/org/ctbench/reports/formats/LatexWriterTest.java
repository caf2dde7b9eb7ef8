package org.ctbench.reports.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ctbench.reports.Programs;
import org.ctbench.reports.Reports;
import org.ctbench.reports.Samples;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Fact;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexWriterTest {
    private static final String HOSTILE =
            "\\end{document} \\input{/etc/passwd} ^^5c $x$ 100 % #1 & _ ~ {} [x] -- --- `a' \"b\" \u00E9 \u0416 \uD83E\uDEC1";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "100 %; 100 \\%",
                "a_b & c#d $e$; a\\_b \\& c\\#d \\$e\\$",
                "\\input{x}; \\textbackslash{}input\\{x\\}",
                "^^5c~; \\textasciicircum{}\\textasciicircum{}5c\\textasciitilde{}",
                "--; {-}{-}",
                "[a]; {[}a{]}",
                "\u22120.61 \u2248 \u00D7 \u25B2; $-$0.61 $\\approx$ $\\times$ $\\blacktriangle$",
                "\u00E9\u015F; \u00E9\u015F",
                "\u0416\uD83E\uDEC1; [U+0416][U+1FAC1]"
            })
    void printsEveryCharacterAsItIs(String text, String expected) {
        assertEquals(expected, Latex.escape(text));
    }

    @Test
    void letsLongCodesBreak() {
        assertEquals("\\texttt{01234567\\allowbreak{}89}", Latex.code("0123456789"));
    }

    @Test
    void breaksLongTablesAcrossPages() {
        Table table = Table.of(
                "long",
                "caption",
                List.of(Column.of("a"), Column.in("both", "b"), Column.in("both", "c")),
                Collections.nCopies(37, Row.of(Text.of("x"), Count.of(1), Count.of(2))));

        String latex = LatexTable.write(table);

        assertTrue(latex.contains("\\begin{longtable}{lrr}"), latex);
        assertTrue(
                latex.contains("\\multicolumn{1}{l}{} & \\multicolumn{2}{c}{both} \\\\\n\\cmidrule(lr){2-3}\n"), latex);
        assertTrue(latex.contains("\\endhead"), latex);
    }

    @Test
    @Tag("slow")
    void compiles(@TempDir Path folder) throws Exception {
        Path pdflatex = Programs.find("pdflatex");
        for (Map.Entry<String, byte[]> file :
                Reports.render(Samples.report()).files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        List<Row> many = Collections.nCopies(90, Row.of(Text.code(HOSTILE), Count.of(1)));
        Report hostile = new Report(
                "hostile",
                HOSTILE,
                Optional.empty(),
                List.of(Fact.code(HOSTILE, "0123456789abcdef".repeat(8))),
                List.of(Section.of(
                        "s",
                        HOSTILE,
                        HOSTILE,
                        Paragraph.of(HOSTILE),
                        Table.of("t", HOSTILE, List.of(Column.in(HOSTILE, HOSTILE), Column.of("n")), many)
                                .withNotes(HOSTILE))));
        Files.writeString(folder.resolve("hostile.tex"), LatexWriter.write(hostile));

        assertCompiles(pdflatex, folder, "report.tex");
        assertCompiles(pdflatex, folder, "hostile.tex");
    }

    private static void assertCompiles(Path pdflatex, Path folder, String name) throws Exception {
        Path log = folder.resolve(name + ".out");
        List<String> command =
                List.of(pdflatex.toString(), "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", name);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertTrue(process.waitFor(180, TimeUnit.SECONDS), "did not end within three minutes");
        assertEquals(0, process.exitValue(), () -> read(log));
    }

    private static String read(Path log) {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
