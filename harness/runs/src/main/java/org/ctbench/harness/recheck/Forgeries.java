package org.ctbench.harness.recheck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Forgeries of the sizes that a recheck speaks of. */
final class Forgeries {
    private Forgeries() {}

    /**
     * Of one epoch, of 1 % and of 10 % of all epochs, kept in as few stretches as hold so many.
     *
     * @param epochs of each stretch that could be drawn
     * @param drawn number of stretches that were drawn
     */
    static List<DetectionChance> ofEpochs(List<Integer> epochs, int drawn) {
        List<DetectionChance> chances = new ArrayList<>();
        if (epochs.isEmpty()) {
            return chances;
        }
        long all = epochs.stream().mapToLong(Integer::longValue).sum();
        chances.add(DetectionChance.of("one epoch", 1, epochs.size(), drawn));
        for (int percent : new int[] {1, 10}) {
            long forged = fewest(epochs, share(all, percent));
            chances.add(DetectionChance.of(percent + " % of the epochs", forged, epochs.size(), drawn));
        }
        return chances;
    }

    /** Of one prediction and of 1 % of them. */
    static List<DetectionChance> ofPredictions(long all, long drawn) {
        return all == 0
                ? List.of()
                : List.of(
                        DetectionChance.of("one prediction", 1, all, drawn),
                        DetectionChance.of("1 % of the predictions", share(all, 1), all, drawn));
    }

    private static long share(long all, int percent) {
        return Math.max(1, (all * percent + 99) / 100);
    }

    private static long fewest(List<Integer> epochs, long forged) {
        long count = 0;
        long left = forged;
        for (int length : epochs.stream()
                .sorted(Comparator.reverseOrder())
                .mapToInt(Integer::intValue)
                .toArray()) {
            if (left <= 0) {
                break;
            }
            left -= length;
            count++;
        }
        return count;
    }
}
