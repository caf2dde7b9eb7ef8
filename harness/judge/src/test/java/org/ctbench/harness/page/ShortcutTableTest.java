package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.ctbench.harness.shortcuts.NoPixels;
import org.ctbench.harness.shortcuts.SliceFacts;
import org.ctbench.harness.shortcuts.SliceSubset;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.Resampling;
import org.junit.jupiter.api.Test;

class ShortcutTableTest {
    private static final int SLICES = 200;

    /** Wrong on every n-th slice. */
    private static ClassPredictions wrongOnEvery(int n) {
        int[] truth = IntStream.range(0, SLICES).map(i -> i % 2).toArray();
        int[] given = IntStream.range(0, SLICES)
                .map(i -> i % n == 0 ? 1 - truth[i] : truth[i])
                .toArray();
        return ClassPredictions.of(List.of("Normal", "NCP"), truth, given)
                .ofPatients(
                        IntStream.range(0, SLICES).mapToObj(i -> "p" + i / 4).toList());
    }

    private static ShortcutTable table(List<NoPixels> noPixels) {
        SliceSubset none = SliceSubset.none("not asked here");
        return new ShortcutTable(
                noPixels, none, none, List.of(ClassificationMetric.accuracy()), new Resampling(0.95, 500, 1, 1));
    }

    @Test
    void onlyAModelThatIsShownToBeBetterDoesNotMatchTheBestClassifierWithoutPixels() {
        ShortcutTable table = table(List.of(
                new NoPixels(SliceFacts.PLACE, wrongOnEvery(2)),
                new NoPixels(SliceFacts.PLACE_AND_COUNT, wrongOnEvery(3))));

        assertTrue(table.matchesNoPixels(wrongOnEvery(3)));
        assertTrue(table.matchesNoPixels(wrongOnEvery(2)));
        assertFalse(table.matchesNoPixels(wrongOnEvery(50)));
    }

    @Test
    void withoutListsNoModelIsMarked() {
        assertFalse(table(List.of()).matchesNoPixels(wrongOnEvery(2)));
    }
}
