package org.ctbench.harness.audit.granularity;

import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * How a value became the digits that are printed. Both ends belong to each window: a value at an end may be held in binary a
 * little below or above it, and is then rounded or cut off to either side. Only 0 is held as it is. Below 0, cutting off may mean towards 0 or downwards,
 * and rounding up away from 0 or upwards.
 */
public enum Printing {
    /** Rounded to the nearest; the middle either way, as half up, half even and binary noise have it. */
    ROUNDED("rounded", -1, 1),
    /** Cut off behind the last printed digit. */
    TRUNCATED("truncated", 0, 2),
    /** Rounded up. */
    UP("rounded up", -2, 0),
    /** Each value for itself rounded or cut off. */
    EITHER("each rounded or truncated", -1, 2),
    /** Each value for itself rounded to the nearest or up. */
    NEAREST_OR_UP("each rounded to the nearest or up", -2, 1);

    private final String words;
    private final int low; // in halves of the last place
    private final int high;

    Printing(String words, int low, int high) {
        this.words = words;
        this.low = low;
        this.high = high;
    }

    /** The way in words. */
    public String words() {
        return words;
    }

    /** Whether values of a row may be printed in different ways. */
    public boolean isMixed() {
        return this == EITHER || this == NEAREST_OR_UP;
    }

    /** All values that would be printed so; of a binary number printed in full, those that it may stand for. */
    public ValueWindow window(PrintedValue printed) {
        BigFraction value = printed.value();
        Optional<BigFraction> binary = printed.binaryError();
        if (binary.isPresent()) {
            return ValueWindow.closed(value.subtract(binary.get()), value.add(binary.get()));
        }
        boolean eitherWay = this != ROUNDED && value.signum() <= 0;
        BigFraction half = printed.lastPlace().divide(2);
        BigFraction from = value.add(half.multiply(eitherWay ? -2 : low));
        BigFraction to = value.add(half.multiply(eitherWay ? 2 : high));
        boolean upFromZero = (this == UP || this == NEAREST_OR_UP) && from.signum() == 0;
        return new ValueWindow(from, !upFromZero, to, true);
    }
}
