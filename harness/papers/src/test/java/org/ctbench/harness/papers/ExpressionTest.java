package org.ctbench.harness.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {
    private static final Function<Reference, Optional<Range>> NONE = reference -> Optional.empty();

    @ParameterizedTest
    @CsvSource({
        "1 + 2 * 3, 7",
        "(1 + 2) * 3, 9",
        "10 - 4 - 3, 3",
        "24 / 4 / 3, 2",
        "2 * (3 - 5), -4",
        "98.41-1.70, 96.71",
        "' ( 7 ) ', 7",
        "100 * 1 / 8, 12.5"
    })
    void arithmeticFollowsTheUsualRules(String text, BigDecimal value) {
        Range result = Expression.parse(text).value(NONE).orElseThrow();

        assertEquals(0, value.compareTo(result.low()), result.toString());
        assertEquals(0, value.compareTo(result.high()), result.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + | it ends too early in '1 +'",
                "1 2 | '0' is in the wrong place in '1 2'",
                "(1 | it ends too early in '(1'",
                "1) | ')' is in the wrong place in '1)'",
                "-1 | '-' is in the wrong place in '-1'",
                "2 ^ 3 | '^ 3' is not arithmetic in '2 ^ 3'",
                "[a/b/c] | '[a/b/c]' is not table/row/column, set/class, set, set#patients or @quote",
                "'' | it ends too early in ''"
            })
    void whatIsNoArithmeticIsRefused(String text, String message) {
        var e = assertThrows(IllegalArgumentException.class, () -> Expression.parse(text));

        assertEquals(message, e.getMessage());
    }

    @Test
    void referencesAreReadAndFilledIn() {
        Expression expression = Expression.parse("[4/affinity-16/NCP] - [@gain] + [test/CP] / [test]");

        assertEquals(
                Set.of(
                        new Reference.OfCell(4, "affinity-16", "NCP"),
                        new Reference.OfQuote("gain"),
                        new Reference.OfSet("test", Optional.of("CP")),
                        new Reference.OfSet("test", Optional.empty())),
                expression.references());
        assertEquals(
                "93.55 - [@gain] + 7 / 7",
                expression.filled(r -> r instanceof Reference.OfCell
                        ? Optional.of("93.55")
                        : r instanceof Reference.OfSet ? Optional.of("7") : Optional.empty()));
        assertEquals(Optional.empty(), expression.value(NONE));
    }

    @Test
    void aQuotientByWhatMayBeNothingHasNoValue() {
        Function<Reference, Optional<Range>> aroundZero =
                r -> Optional.of(new Range(new BigDecimal("-1"), BigDecimal.ONE));

        assertEquals(Optional.empty(), Expression.parse("1 / (2 - 2)").value(NONE));
        assertEquals(Optional.empty(), Expression.parse("1 / [test]").value(aroundZero));
    }

    @Test
    void rangesHoldEveryValueThatPrintedNumbersLeaveOpen() {
        BigDecimal printed = new BigDecimal("93.55");
        List<BigDecimal> inputs =
                List.of(new BigDecimal("93.545"), new BigDecimal("93.5499"), printed, new BigDecimal("93.555"));
        Expression expression = Expression.parse("3 * [1/a/b] - [1/a/b] * [1/a/b] / (2 + [1/a/b])");

        Range result =
                expression.value(r -> Optional.of(Range.rounded(printed))).orElseThrow();

        for (BigDecimal input : inputs) {
            Range one = expression.value(r -> Optional.of(Range.of(input))).orElseThrow();
            assertTrue(result.low().compareTo(one.low()) <= 0 && one.high().compareTo(result.high()) <= 0);
        }
        assertEquals(new Range(new BigDecimal("93.545"), new BigDecimal("93.56")), Range.printed(printed));
    }

    @Test
    void aBinaryNumberPrintedInFullMayBeTheShortOneThatItStandsFor() {
        Range keras = Range.printed(new BigDecimal("0.9624999761581421"));

        assertTrue(keras.meets(Range.of(new BigDecimal("0.9625"))));
        assertFalse(keras.meets(Range.of(new BigDecimal("0.96251"))));
        assertEquals(Optional.empty(), Range.binaryError(new BigDecimal("1234567")), "a count is exact");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("tooLarge")
    void refusesWhatIsTooLargeBeforeItWorksItOut(String text, String message) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Expression.parse(text));

        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().length() < 200, "the message is short");
    }

    static Stream<Arguments> tooLarge() {
        return Stream.of(
                Arguments.of("(".repeat(20_000) + "1" + ")".repeat(20_000), "arithmetic of 40001 characters"),
                Arguments.of("(".repeat(51) + "1" + ")".repeat(51), "parentheses are nested more than 50 deep"),
                Arguments.of("1." + "0".repeat(100_000), "arithmetic of 100002 characters"),
                Arguments.of("1." + "0".repeat(31), "is not a number"));
    }

    @Test
    void parenthesesSideBySideAreNotNested() {
        assertEquals(
                Optional.of(Range.of(new BigDecimal("100"))),
                Expression.parse(String.join(" + ", Collections.nCopies(100, "(1)")))
                        .value(r -> Optional.empty()));
    }

    @Test
    void aValueRoundsHalfUpAndOnlyWhereBothEndsAgree() {
        assertEquals(
                Optional.of(new BigDecimal("0.13")),
                Range.of(new BigDecimal("0.125")).toDecimals(2));
        assertEquals(Optional.empty(), new Range(new BigDecimal("0.124"), new BigDecimal("0.126")).toDecimals(2));
    }
}
