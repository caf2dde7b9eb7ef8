package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.ctbench.harness.papers.Expression;
import org.ctbench.harness.papers.Figures;
import org.ctbench.harness.papers.Range;

/** How a printed number agrees with the arithmetic that should give it. */
enum Agreement {
    /** The value rounds to it. */
    ROUNDED,
    /** The value is cut off to it, and does not round to it. */
    CUT_OFF,
    /** The numbers that the value is made of are printed, and what they leave open allows it. */
    ALLOWED,
    /** No. */
    NONE;

    /**
     * How a number agrees with an expression; empty if a number that it needs is not known.
     *
     * @param stated as printed
     */
    static Optional<Agreement> of(BigDecimal stated, Expression expression, Figures figures) {
        Optional<Range> exact = expression.value(figures::exact);
        if (exact.isEmpty()) {
            return Optional.empty();
        }
        Agreement agreement = of(stated, exact.get());
        boolean allowed = expression.references().stream().anyMatch(figures::isPrinted)
                && expression
                        .value(r -> figures.read(r, Range::printed))
                        .map(value -> value.meets(Range.printed(stated)))
                        .orElse(false);
        return Optional.of(agreement == NONE && allowed ? ALLOWED : agreement);
    }

    /** How a number agrees with a value that is known exactly. */
    static Agreement of(BigDecimal stated, Range exact) {
        int decimals = stated.scale();
        if (rounds(exact, decimals, RoundingMode.HALF_UP, stated)
                || rounds(exact, decimals, RoundingMode.HALF_EVEN, stated)) {
            return ROUNDED;
        }
        return rounds(exact, decimals, RoundingMode.DOWN, stated) ? CUT_OFF : NONE;
    }

    private static boolean rounds(Range exact, int decimals, RoundingMode mode, BigDecimal stated) {
        return exact.low().setScale(decimals, mode).compareTo(stated) == 0
                || exact.high().setScale(decimals, mode).compareTo(stated) == 0;
    }
}
