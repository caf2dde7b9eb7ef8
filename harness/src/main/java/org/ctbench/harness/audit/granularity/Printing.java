package org.ctbench.harness.audit.granularity;

import org.apache.commons.numbers.fraction.BigFraction;

/** How a value became the digits that are printed. */
public enum Printing {
    /** Rounded; the middle goes up. */
    HALF_UP("rounded (half up)") {
        @Override
        public Window window(PrintedFigure figure) {
            return new Window(below(figure), true, above(figure), false);
        }
    },
    /** Rounded; the middle goes to the even digit. */
    HALF_EVEN("rounded (half even)") {
        @Override
        public Window window(PrintedFigure figure) {
            return new Window(below(figure), figure.endsEven(), above(figure), figure.endsEven());
        }
    },
    /** Rounded, the middle either way: what both ways of rounding allow. */
    ROUNDED("rounded") {
        @Override
        public Window window(PrintedFigure figure) {
            return new Window(below(figure), true, above(figure), true);
        }
    },
    /** Cut off behind the last printed digit. */
    TRUNCATED("truncated") {
        @Override
        public Window window(PrintedFigure figure) {
            return new Window(figure.value(), true, figure.value().add(figure.lastPlace()), false);
        }
    },
    /** Each figure for itself rounded or cut off. */
    EITHER("each rounded or truncated") {
        @Override
        public Window window(PrintedFigure figure) {
            return new Window(below(figure), true, figure.value().add(figure.lastPlace()), false);
        }
    };

    private final String words;

    Printing(String words) {
        this.words = words;
    }

    /** The way in words. */
    public String words() {
        return words;
    }

    /** All values that would be printed so. */
    public abstract Window window(PrintedFigure figure);

    private static BigFraction below(PrintedFigure figure) {
        return figure.value().subtract(figure.lastPlace().divide(2));
    }

    private static BigFraction above(PrintedFigure figure) {
        return figure.value().add(figure.lastPlace().divide(2));
    }
}
