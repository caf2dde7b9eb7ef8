package org.ctbench.splits.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapesTest {
    @Test
    void aLineShowsWhatIsNotSeen() {
        assertEquals(
                "a\\u001b[2Jb\\n::error::c\\r\\td\\u0000\\u009b\\u202e\\u2028\\ufffe",
                Escapes.line("a\u001b[2Jb\n::error::c\r\td\u0000\u009b\u202e\u2028\ufffe"));
    }

    @Test
    void halfOfAPairIsShownAndAWholeOneStays() {
        assertEquals(
                "\\ud83d \ud83d\ude00 \u00e9 \u2013 \u4e2d", Escapes.line("\ud83d \ud83d\ude00 \u00e9 \u2013 \u4e2d"));
    }

    @Test
    void aTextKeepsItsLines() {
        assertEquals("a\tb\nc\r\nd\\re\\u001bf", Escapes.text("a\tb\nc\r\nd\re\u001bf"));
    }

    @ParameterizedTest
    @CsvSource({
        "::error::x, \\u003a:error::x",
        "'   ::set-output name=a::b', '   \\u003a:set-output name=a::b'",
        "a ::error::x, a ::error::x",
        "##[error]x, \\u0023#[error]x",
        "a ##vso[task.complete]x, a \\u0023#vso[task.complete]x",
        "## [link](x), ## [link](x)",
        "::, \\u003a:"
    })
    void aCommandToACiServerIsDisarmed(String text, String shown) {
        assertEquals("first\n" + shown + "\nlast", Escapes.text("first\n" + text + "\nlast"));
    }
}
