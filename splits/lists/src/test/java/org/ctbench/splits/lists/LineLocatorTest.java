package org.ctbench.splits.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.ctbench.splits.SmallDataSet;
import org.junit.jupiter.api.Test;

class LineLocatorTest {
    private static final List<String> PUBLISHED = SmallDataSet.trainLines();
    private static final List<Long> SUMS = LineLocator.of(PUBLISHED);

    @Test
    void sumsWhatThePythonInTheReadmeSums() {
        assertEquals(
                List.of(1092991275706808479L, 660057687977707693L, 2030501506866359444L),
                LineLocator.of(List.of("1_1.jpg", "1_2.jpg", "2_1.jpg")));
    }

    @Test
    void findsEveryChangedLine() {
        for (int i = 0; i < PUBLISHED.size(); i++) {
            List<String> lines = new ArrayList<>(PUBLISHED);
            lines.set(i, "NCP_999_1_0001.png 2 0 0 1 1");

            assertEquals(OptionalInt.of(i + 1), LineLocator.changed(lines, SUMS));
        }
    }

    @Test
    void findsEveryMissingLine() {
        for (int i = 0; i < PUBLISHED.size(); i++) {
            List<String> lines = new ArrayList<>(PUBLISHED);
            lines.remove(i);

            assertEquals(OptionalInt.of(i + 1), LineLocator.missing(lines, SUMS));
        }
    }

    @Test
    void findsEveryExtraLine() {
        for (int i = 0; i <= PUBLISHED.size(); i++) {
            List<String> lines = new ArrayList<>(PUBLISHED);
            lines.add(i, "NCP_999_1_0001.png 2 0 0 1 1");

            assertEquals(OptionalInt.of(i + 1), LineLocator.extra(lines, SUMS));
        }
    }

    @Test
    void namesNoLineIfSeveralWereChanged() {
        List<String> lines = new ArrayList<>(PUBLISHED);
        lines.set(3, "NCP_999_1_0001.png 2 0 0 1 1");
        lines.set(90, "NCP_999_1_0002.png 2 0 0 1 1");

        assertEquals(OptionalInt.empty(), LineLocator.changed(lines, SUMS));
    }

    @Test
    void namesNoLineIfTwoAreMissingOrTooMany() {
        List<String> fewer = new ArrayList<>(PUBLISHED.subList(0, PUBLISHED.size() - 1));
        fewer.set(3, "NCP_999_1_0001.png 2 0 0 1 1");
        List<String> more = new ArrayList<>(PUBLISHED);
        more.add("NCP_999_1_0001.png 2 0 0 1 1");
        more.set(3, "NCP_999_1_0002.png 2 0 0 1 1");

        assertEquals(OptionalInt.empty(), LineLocator.missing(fewer, SUMS));
        assertEquals(OptionalInt.empty(), LineLocator.extra(more, SUMS));
    }

    @Test
    void keepsTheFirstSumWhateverTheOrder() {
        List<String> lines = new ArrayList<>(PUBLISHED);
        Collections.reverse(lines);

        List<Long> sums = LineLocator.of(lines);

        assertEquals(SUMS.get(0), sums.get(0));
        assertTrue(!SUMS.get(1).equals(sums.get(1)));
    }
}
