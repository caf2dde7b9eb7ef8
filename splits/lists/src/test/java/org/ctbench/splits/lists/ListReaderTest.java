package org.ctbench.splits.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.splits.Box;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListReaderTest {
    private static final Path FILE = Path.of("lists", "list.txt");

    @Test
    void readsCovidxLines() {
        List<Slice> slices = read("NCP_96_1328_0032.png 2 9 94 512 405\n", ListFormat.COVIDX);

        Slice expected = new Slice(
                "NCP_96_1328_0032.png",
                Optional.of("NCP"),
                Optional.of("NCP_96"),
                Optional.of("1328"),
                OptionalInt.of(32),
                Optional.of(new Box(9, 94, 512, 405)));
        assertEquals(List.of(expected), slices);
    }

    @Test
    void readsSampleLinesAsCovidxNames() {
        List<Slice> slices = read("0_1728_1013_0023.png\n", ListFormat.COVIDX_SAMPLE);

        Slice expected = new Slice(
                "Normal_1728_1013_0023.png",
                Optional.of("Normal"),
                Optional.of("Normal_1728"),
                Optional.of("1013"),
                OptionalInt.of(23),
                Optional.empty());
        assertEquals(List.of(expected), slices);
    }

    @Test
    void readsLesionLines() {
        List<Slice> slices = read("12_45.jpg\n", ListFormat.LESION);

        Slice expected = new Slice(
                "12_45.jpg",
                Optional.empty(),
                Optional.of("12"),
                Optional.empty(),
                OptionalInt.of(45),
                Optional.empty());
        assertEquals(List.of(expected), slices);
    }

    @Test
    void readsIctcfLinesWithoutTheirPrefix() {
        List<Slice> slices = read("2_pCT7.jpg\n0_nCT7.jpg\n", ListFormat.ICTCF);

        assertEquals(
                List.of("pCT7.jpg", "nCT7.jpg"), slices.stream().map(Slice::id).toList());
        assertEquals(Optional.of("NCP"), slices.get(0).className());
        assertEquals(Optional.of("Normal"), slices.get(1).className());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "COVIDX; NCP_96_1328_0032.png 1 9 94 512 405;"
                        + " class NCP (2) with a name like NCP_96_1328_0032.png, found class CP (1)",
                "COVIDX; NCP_96_1328_0032.png 3 9 94 512 405; one of the labels [0, 1, 2], found label 3",
                "COVIDX; NCP_96_1328_0032.png 2 9 94 9 405; a box with xmin < xmax and ymin < ymax, found 9 94 9 405",
                "COVIDX; NCP_96_1328_32.png 2 9 94 512 405; a name like NCP_96_1328_0032.png, found 'NCP_96_1328_32.png'",
                "COVIDX_SAMPLE; 3_1728_1013_0023.png; one of the labels [0, 1, 2], found label 3",
                "COVIDX_SAMPLE; 0_1728_1013.png; a name like NCP_96_1328_0032.png, found 'Normal_1728_1013.png'",
                "LESION; 012_45.jpg; a name like 12_45.jpg, found '012_45.jpg'",
                "LESION; 12_45.png; a name like 12_45.jpg, found '12_45.png'",
                "ICTCF; 0_pCT7.jpg; class NCP (2) with a name like pCT7.jpg, found class Normal (0)",
                "ICTCF; 1_pCT7.jpg; one of the labels [0, 2], found label 1",
                "ICTCF; pCT7.jpg; `<label>_<image>`, found 'pCT7.jpg'",
            })
    void saysWhatABadLineShouldBe(String format, String line, String expected) {
        var e = assertThrows(UserException.class, () -> read(line + "\n", format(format)));

        assertEquals(
                "not the list of images in the form `" + format(format).line() + "`: list.txt:1: expected " + expected,
                e.problem());
        assertEquals(FILE + ":1", e.where());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "NCP_96_1328_0032.png  2 9 94 512 405", // two blanks
                "NCP_96_1328_0032.png 2 9 94 512", // an edge is missing
                "NCP_96_1328_0032.png 2 9 94 512 405 1", // one number too many
                "NCP_96_1328_32.png 2 9 94 512 405", // not four digits
                "NCP_096_1328_0032.png 2 9 94 512 405", // a leading zero
                "Ncp_96_1328_0032.png 2 9 94 512 405",
                "\" NCP_96_1328_0032.png 2 9 94 512 405\"",
                "\"NCP_96_1328_0032.png 2 9 94 512 405 \"",
                "NCP_96_1328_0032.png 2 -9 94 512 405",
                "NCP_96_1328_0032.png 2 9 94 512 99999999999",
                "../NCP_96_1328_0032.png 2 9 94 512 405",
                "\"\"",
            })
    void refusesEveryOtherForm(String line) {
        assertThrows(UserException.class, () -> read(line + "\n", ListFormat.COVIDX));
    }

    @Test
    void namesTheFirstTenBadLinesAndCountsTheOthers() {
        String text = "1_1.jpg\n" + "x\n".repeat(12);

        var e = assertThrows(UserException.class, () -> read(text, ListFormat.LESION));

        List<String> lines = e.problem().lines().toList();
        assertEquals("not the list of images in the form `<image>`: 12 faults", lines.get(0));
        assertEquals("  list.txt:2: expected a name like 12_45.jpg, found 'x'", lines.get(1));
        assertEquals("  list.txt:11: expected a name like 12_45.jpg, found 'x'", lines.get(10));
        assertEquals("  and 2 more", lines.get(11));
        assertEquals(12, lines.size());
        assertEquals(FILE + ":2", e.where());
    }

    @Test
    void refusesAnImageThatIsThereTwice() {
        var e = assertThrows(UserException.class, () -> read("1_1.jpg\n1_2.jpg\n1_1.jpg\n", ListFormat.LESION));

        assertEquals(
                "not the list of images in the form `<image>`: list.txt:3: expected every image once,"
                        + " found 1_1.jpg again; it is already in line 1",
                e.problem());
    }

    @Test
    void refusesALastLineWithoutItsEnd() {
        var e = assertThrows(UserException.class, () -> read("1_1.jpg\n1_2.jpg", ListFormat.LESION));

        assertEquals(FILE + ":2", e.where());
    }

    @Test
    void refusesAnEmptyFile() {
        assertThrows(UserException.class, () -> read("", ListFormat.LESION));
    }

    @Test
    void showsControlCharactersAsTheirNumbers() {
        assertEquals("'a\\x09\\x1b[31mb'", Faults.quoted("a\t\u001b[31mb"));
    }

    private static ListFormat format(String name) {
        return switch (name) {
            case "COVIDX" -> ListFormat.COVIDX;
            case "COVIDX_SAMPLE" -> ListFormat.COVIDX_SAMPLE;
            case "LESION" -> ListFormat.LESION;
            default -> ListFormat.ICTCF;
        };
    }

    private static List<Slice> read(String text, ListFormat format) {
        String dataSet =
                format == ListFormat.LESION ? "cncb-lesion" : format == ListFormat.ICTCF ? "ictcf" : "covidx-ct-v1";
        SliceParser parser = SliceParser.of(Locks.shipped().dataSet(dataSet));
        return ListReader.read(FILE, text.getBytes(StandardCharsets.ISO_8859_1), format, parser);
    }
}
