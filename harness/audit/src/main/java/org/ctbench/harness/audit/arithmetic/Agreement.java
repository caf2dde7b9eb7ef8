package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.ctbench.harness.papers.Expression;
import org.ctbench.harness.papers.PaperNumbers;
import org.ctbench.harness.papers.Range;

/** How a printed number agrees with the arithmetic that should give it. */
enum Agreement {
    /** The value rounds to it, or it is the value as a binary number printed in full. */
    ROUNDED,
    /** The value is cut off to it, and does not round to it. */
    CUT_OFF,
    /** The value is rounded up to it, and does not round to it. */
    ROUNDED_UP,
    /** The numbers that the value is made of are printed, and what they leave open allows it. */
    ALLOWED,
    /** No. */
    NONE;

    /** Whether it agrees in one unusual way of printing alone. */
    boolean isUnusual() {
        return this == CUT_OFF || this == ROUNDED_UP;
    }

    /** In which way a value becomes the number: {@code cut off}. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * How a number agrees with an expression; empty if a number that it needs is not known.
     *
     * @param stated as printed
     */
    static Optional<Agreement> of(BigDecimal stated, Expression expression, PaperNumbers values) {
        Optional<Range> exact = expression.value(values::exact);
        if (exact.isEmpty()) {
            return Optional.empty();
        }
        Agreement agreement = of(stated, exact.get());
        boolean allowed = expression.references().stream().anyMatch(values::isPrinted)
                && expression
                        .value(r -> values.read(r, Range::printed))
                        .map(value -> value.meets(Range.printed(stated)))
                        .orElse(false);
        return Optional.of(agreement == NONE && allowed ? ALLOWED : agreement);
    }

    /** How a number agrees with a value that is known exactly. */
    static Agreement of(BigDecimal stated, Range exact) {
        int decimals = stated.scale();
        boolean binary =
                Range.binaryError(stated).isPresent() && Range.printed(stated).meets(exact);
        if (binary
                || rounds(exact, decimals, RoundingMode.HALF_UP, stated)
                || rounds(exact, decimals, RoundingMode.HALF_EVEN, stated)
                || rounds(exact, decimals, RoundingMode.HALF_DOWN, stated)) { // as binary noise may have it
            return ROUNDED;
        }
        if (rounds(exact, decimals, RoundingMode.DOWN, stated) || rounds(exact, decimals, RoundingMode.FLOOR, stated)) {
            return CUT_OFF;
        }
        return rounds(exact, decimals, RoundingMode.UP, stated) || rounds(exact, decimals, RoundingMode.CEILING, stated)
                ? ROUNDED_UP
                : NONE;
    }

    private static boolean rounds(Range exact, int decimals, RoundingMode mode, BigDecimal stated) {
        return exact.low().setScale(decimals, mode).compareTo(stated) == 0
                || exact.high().setScale(decimals, mode).compareTo(stated) == 0;
    }
}
