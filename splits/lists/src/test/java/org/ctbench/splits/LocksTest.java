package org.ctbench.splits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;

class LocksTest {
    @Test
    void shipsTheSplitsOfThePaper() {
        Locks locks = Locks.shipped();

        assertEquals(
                Map.of("Normal", 27201, "CP", 22061, "NCP", 12520),
                locks.split("covidx-ct-v1/train").perClass());
        assertEquals(21191, locks.split("covidx-ct-v1/test").images());
        assertEquals(58782, locks.split("covidx-ct-v1/remainder").images());
        assertEquals(
                List.of("ictcf/train", "ictcf/test"),
                locks.splitsOf("ictcf").stream().map(SplitLock::id).toList());
    }

    @Test
    void everyShippedLockSaysHowUnequallySlicesAreSpreadOverItsPatients() {
        for (SplitLock lock : Locks.shipped().splits()) {
            assertEquals(
                    lock.patients().total().isPresent(),
                    lock.patients().sumOfSquares().isPresent(),
                    lock.id());
        }
    }

    @Test
    void suggestsTheNearestSplit() {
        Locks locks = Locks.shipped();

        var e = assertThrows(UserException.class, () -> locks.split("covidx-ct-v1/tset"));

        assertEquals("no split 'covidx-ct-v1/tset'", e.problem());
        assertEquals("did you mean 'covidx-ct-v1/test'?", e.fix());
    }

    @Test
    void readsBackWhatItWrites() {
        for (SplitLock lock : Locks.shipped().splits()) {
            String yaml = Documents.toYaml(lock);

            assertEquals(lock, Documents.parseYaml(yaml, lock.id(), SplitLock.class));
        }
    }
}
