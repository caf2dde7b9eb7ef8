package org.ctbench.splits.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
    @TempDir
    Path folder;

    @Test
    void onlyOneHasIt() throws IOException {
        Path file = folder.resolve("deep/the.lock");

        try (LockFile lock = LockFile.tryTake(file).orElseThrow()) {
            lock.write("me\n");
            assertTrue(LockFile.tryTake(file).isEmpty());
            assertEquals("me\n", LockFile.text(file));
            assertTrue(LockFile.tryTake(folder.resolve("deep/../deep/the.lock")).isEmpty());
        }

        assertEquals("me\n", Files.readString(file));
        LockFile.tryTake(file).orElseThrow().close();
    }

    @Test
    void whatAThreadThatWaitsThrowsEndsItsWait() throws IOException {
        Path file = folder.resolve("the.lock");
        Runnable stop = () -> {
            throw new IllegalStateException("stop");
        };

        try (LockFile held = LockFile.tryTake(file).orElseThrow()) {
            held.write("held");
            assertThrows(IllegalStateException.class, () -> LockFile.await(file, stop));
        }
    }

    /** Each adds one to the number in a file, which gets lost where two do so at once. */
    @Test
    void thoseWhoWaitComeOneAfterTheOther() throws Exception {
        Path number = Files.writeString(folder.resolve("number"), "0");
        Path file = folder.resolve("the.lock");
        AtomicInteger inside = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(threads.submit(() -> {
                try (LockFile lock = LockFile.await(file, () -> {})) {
                    lock.write("");
                    assertEquals(1, inside.incrementAndGet());
                    int before = Integer.parseInt(Files.readString(number));
                    Files.writeString(number, Integer.toString(before + 1));
                    inside.decrementAndGet();
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();

        assertEquals("12", Files.readString(number));
    }

    @Test
    void aSecondTryOfTheSameProcessDoesNotGiveTheLockUpForOthers() throws Exception {
        Path file = folder.resolve("the.lock");

        try (LockFile held = LockFile.tryTake(file).orElseThrow()) {
            held.write("held");
            assertTrue(LockFile.tryTake(file).isEmpty());
            assertEquals("held", LockFile.text(file));

            assertFalse(takenByAnotherProcess(file));
        }
        assertTrue(takenByAnotherProcess(file));
    }

    private static boolean takenByAnotherProcess(Path file) throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Taker.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
        return other.waitFor() == 0;
    }

    /** Another process, which ends with 0 if it gets the lock. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] args) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
                System.exit(channel.tryLock() == null ? 1 : 0);
            }
        }
    }
}
