package org.ctbench.reports.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void replacesWhatXmlForbids() {
        assertEquals("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe", PlainText.of("text", "a\u0000b\u001Bc\uD800d\uFFFEe"));
    }

    @Test
    void putsEverythingOnOneLine() {
        assertEquals("a b c", PlainText.of("text", "a\r\n\tb\u2028c"));
    }

    @Test
    void keepsOtherScriptsAndPlanes() {
        assertEquals("Нормa 正常 \uD83E\uDEC1 <b>", PlainText.of("text", "Нормa 正常 \uD83E\uDEC1 <b>"));
    }

    @Test
    void namesTheMissingText() {
        var e = assertThrows(NullPointerException.class, () -> PlainText.of("caption", null));

        assertEquals("caption", e.getMessage());
    }
}
