package org.ctbench.harness.audit.tables;

import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.granularity.Printing;
import org.ctbench.harness.audit.granularity.ValueWindow;

/** How means became the digits that are printed, from the more to the less usual. */
enum MeanReading {
    /** Each rounded to the nearest. */
    ROUNDED("they are rounded", Printing.ROUNDED),
    /** Each cut off. */
    TRUNCATED("they are truncated, not rounded", Printing.TRUNCATED),
    /** Each rounded up. */
    UP("they are rounded up", Printing.UP),
    /** Both in one row. */
    EITHER("some are rounded and others truncated", Printing.EITHER),
    /** Both in one row. */
    NEAREST_OR_UP("some are rounded to the nearest and others up", Printing.NEAREST_OR_UP),
    /** The values that were averaged were printed first, with the same digits. Every other reading is part of this one. */
    PARTS_ROUNDED("values were rounded or truncated before they were averaged", Printing.EITHER) {
        @Override
        ValueWindow window(RowValue value) {
            ValueWindow once = value.window(Printing.ROUNDED);
            BigFraction width = once.high().subtract(once.low());
            return ValueWindow.closed(
                    value.window(Printing.NEAREST_OR_UP).low().subtract(width),
                    value.window(Printing.EITHER).high().add(width));
        }
    };

    private final String words;
    private final Printing printing;

    MeanReading(String words, Printing printing) {
        this.words = words;
        this.printing = printing;
    }

    /** As a condition. */
    String words() {
        return words;
    }

    /** The exact means that a value can stand for. */
    ValueWindow window(RowValue value) {
        return value.window(printing);
    }
}
