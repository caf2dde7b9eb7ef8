package org.ctbench.harness.predictions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DoubtsTest {
    private static final List<String> THREE = List.of("Normal", "CP", "NCP");

    @Test
    void classesInAnotherOrderAreNamed() {
        int[] truth = labels(new Random(1));
        int[] swapped = truth.clone();
        for (int i = 0; i < truth.length; i++) {
            swapped[i] = i % 10 == 0 ? 0 : 2 - truth[i]; // Normal and NCP in each other's place
        }

        List<String> words = new Doubts(THREE, truth, swapped).words();

        assertEquals(1, words.size(), words::toString);
        String start = "the classes may be in another order: the mean sensitivity is ";
        assertEquals(start, words.get(0).substring(0, start.length()));
        String said = "Normal where NCP is meant, NCP where Normal is meant";
        assertEquals(true, words.get(0).contains(said), words.get(0));
    }

    @Test
    void aCycleOfThreeClassesIsNamedTheRightWayRound() {
        int[] truth = labels(new Random(2));
        int[] predicted = new int[truth.length];
        for (int i = 0; i < truth.length; i++) {
            predicted[i] = (truth[i] + 1) % 3; // CP is written for Normal
        }

        String words = new Doubts(THREE, truth, predicted).words().get(0);

        assertEquals(
                "the classes may be in another order: the mean sensitivity is 0.00 % as the files say, and 100.00 % if they"
                        + " say Normal where NCP is meant, CP where Normal is meant, NCP where CP is meant; if so, say which"
                        + " column, name or output of the network is which class",
                words);
    }

    @Test
    void rowsThatAreShiftedAreNamed() {
        int[] truth = labels(new Random(3));
        int[] before = new int[truth.length];
        int[] after = new int[truth.length];
        for (int i = 0; i < truth.length; i++) {
            before[i] = truth[Math.floorMod(i - 1, truth.length)];
            after[i] = truth[(i + 1) % truth.length];
        }

        String later = new Doubts(THREE, truth, before).words().get(0);
        String earlier = new Doubts(THREE, truth, after).words().get(0);

        assertEquals("100.00 % if each row has the values of the row after it", part(later));
        assertEquals("100.00 % if each row has the values of the row before it", part(earlier));
    }

    private static String part(String words) {
        return words.substring(words.indexOf("100.00 %"), words.indexOf("; if so"));
    }

    @Test
    void honestPredictionsRaiseNoDoubt() {
        int[] truth = labels(new Random(4));
        int[] oneClass = new int[truth.length];
        int[] random = labels(new Random(5));
        int[] good = truth.clone();
        for (int i = 0; i < truth.length; i += 4) {
            good[i] = random[i];
        }

        assertEquals(List.of(), new Doubts(THREE, truth, oneClass).words());
        assertEquals(List.of(), new Doubts(THREE, truth, random).words());
        assertEquals(List.of(), new Doubts(THREE, truth, good).words());
        assertEquals(List.of(), new Doubts(THREE, truth, truth).words());
        assertEquals(List.of(), new Doubts(THREE, new int[0], new int[0]).words());
    }

    private static int[] labels(Random random) {
        return random.ints(600, 0, 3).toArray();
    }
}
