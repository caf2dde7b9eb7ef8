package org.ctbench.models.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    /** Work that is worth several threads. */
    private static final long MUCH = 1 << 20;

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 3, 7})
    void everyPartRunsOnce(int threads) {
        try (Workers workers = new Workers(threads)) {
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                for (int parts = 0; parts < 3000; parts = parts < 100 ? parts + 1 : parts * 2) {
                    AtomicIntegerArray runs = new AtomicIntegerArray(parts);

                    workers.overParts(parts, MUCH, (part, scratch) -> runs.incrementAndGet(part));

                    for (int part = 0; part < parts; part++) {
                        assertEquals(1, runs.get(part), part + " of " + parts);
                    }
                }
            });
        }
    }

    @Test
    void wakesItsThreadsLoopAfterLoop() {
        try (Workers workers = new Workers(3)) {
            AtomicInteger runs = new AtomicInteger();

            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                for (int loop = 0; loop < 20_000; loop++) {
                    workers.overParts(3, MUCH, (part, scratch) -> runs.incrementAndGet());
                }
            });

            assertEquals(60_000, runs.get());
        }
    }

    @Test
    void coversEveryElementWithStretchesThatDoNotDependOnTheThreads() {
        int size = 5 * Workers.CHUNK + 7;
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        for (int threads : new int[] {1, 2, 5}) {
            float[] values = new float[size];
            try (Workers workers = new Workers(threads)) {
                workers.overElements(size, (from, length, scratch) -> {
                    assertTrue(length <= Workers.CHUNK && from % Workers.CHUNK == 0, from + " and " + length);
                    for (int i = from; i < from + length; i++) {
                        values[i]++;
                    }
                });
            }
            assertArrayEquals(ones, values);
        }
    }

    @Test
    void aFailureReachesTheCallerAndTheNextLoopRuns() {
        try (Workers workers = new Workers(2)) {
            for (int failing = 0; failing < 8; failing++) {
                int bad = failing;
                IllegalStateException e = assertThrows(
                        IllegalStateException.class,
                        () -> workers.overParts(8, MUCH, (part, scratch) -> {
                            if (part == bad) {
                                throw new OutOfMemoryError("part " + part);
                            }
                        }));

                assertEquals("part " + bad, e.getCause().getMessage());
            }
            AtomicInteger runs = new AtomicInteger();
            workers.overParts(8, MUCH, (part, scratch) -> runs.incrementAndGet());
            assertEquals(8, runs.get());
        }
    }

    @Test
    void anInterruptEndsNoLoopAndStays() {
        try (Workers workers = new Workers(2)) {
            AtomicInteger runs = new AtomicInteger();
            Thread.currentThread().interrupt();

            for (int loop = 0; loop < 1000; loop++) {
                workers.overParts(4, MUCH, (part, scratch) -> runs.incrementAndGet());
            }

            assertTrue(Thread.interrupted());
            assertEquals(4000, runs.get());
        }
    }
}
