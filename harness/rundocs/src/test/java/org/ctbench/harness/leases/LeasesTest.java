package org.ctbench.harness.leases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesTest {
    private static final Duration SILENCE = Duration.ofHours(1);
    private static final Runnable NOTHING = () -> {};

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final Pulse pulse = new Pulse(SILENCE, nanos::get);

    @Test
    void oneWorkerAloneGetsACellForWhichManyAsk() throws Exception {
        int many = 16;
        CountDownLatch together = new CountDownLatch(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Callable<Boolean>> asks = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                Worker worker = elsewhere("node" + i);
                asks.add(() -> {
                    together.countDown();
                    together.await();
                    return take(worker).isPresent();
                });
            }

            int taken = 0;
            for (Future<Boolean> answer : threads.invokeAll(asks)) {
                taken += answer.get() ? 1 : 0;
            }

            assertEquals(1, taken);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aLeaseThatIsGivenUpIsFreeAtOnce() throws IOException {
        try (HeldLease first = take(elsewhere("a")).orElseThrow()) {
            assertEquals(1, first.number());
            assertTrue(take(elsewhere("b")).isEmpty());
        }

        assertEquals(2, take(elsewhere("b")).orElseThrow().number());
    }

    @Test
    void aWorkerElsewhereIsTakenForDeadWhenItsCountDidNotChangeForLong() throws IOException {
        HeldLease first = take(elsewhere("a")).orElseThrow();
        assertTrue(take(elsewhere("b")).isEmpty()); // looks for the first time

        nanos.addAndGet(SILENCE.toNanos() - 1);
        assertTrue(take(elsewhere("b")).isEmpty());
        nanos.addAndGet(1);
        HeldLease second = take(elsewhere("b")).orElseThrow();

        assertEquals(2, second.number());
        assertFalse(first.isInForce());
        assertTrue(second.isInForce());
    }

    @Test
    void aCountThatChangesKeepsALeaseHoweverLongItTakes() throws IOException {
        assertTrue(take(elsewhere("a")).isPresent());
        Leases leases = new Leases(folder);
        Lease lease = leases.latest().orElseThrow();
        for (int i = 1; i <= 5; i++) {
            assertTrue(take(elsewhere("b")).isEmpty());
            nanos.addAndGet(SILENCE.toNanos() - 1);
            leases.count(lease, i);
        }

        assertTrue(take(elsewhere("b")).isEmpty());
        assertEquals(Duration.ZERO, pulse.silenceOf(leases, lease));
    }

    @Test
    void aProcessOfThisMachineThatEndedHoldsNothing() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Worker self = Worker.self();
        Worker dead = new Worker("dead", self.machine(), ended.pid(), self.at());
        assertTrue(take(dead).isPresent());

        assertTrue(take(self).isPresent());
    }

    @Test
    void aProcessOfThisMachineBeforeItsLastStartHoldsNothingButOneInAContainerDoes() {
        Machine here = new Machine("node3", "installation", "second boot", "pid:[1]");

        assertTrue(new Machine("node3", "installation", "first boot", "pid:[1]").wasRestartedAs(here));
        assertFalse(new Machine("node3", "installation", "second boot", "pid:[2]").wasRestartedAs(here));
        assertFalse(new Machine("node4", "installation", "first boot", "pid:[1]").wasRestartedAs(here));
        assertFalse(new Machine("node3", "", "first boot", "pid:[1]")
                .wasRestartedAs(new Machine("node3", "", "second boot", "pid:[1]")));
    }

    @Test
    void aHolderCountsAndIsToldWhenItLosesTheCell() throws Exception {
        Pulse fast = new Pulse(Duration.ofMillis(60), nanos::get);
        Leases leases = new Leases(folder);
        CountDownLatch lost = new CountDownLatch(1);
        assertTrue(leases.take("m/train", elsewhere("a"), fast, lost::countDown).isPresent());
        Lease first = leases.latest().orElseThrow();
        while (leases.count(first) < 3) {
            Thread.sleep(5);
        }

        assertTrue(leases.take("m/train", elsewhere("b"), fast, NOTHING).isEmpty());
        fast.silenceOf(leases, first);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        Optional<HeldLease> second = Optional.empty();
        while (second.isEmpty()) { // its count may change at just this moment
            nanos.addAndGet(Duration.ofHours(1).toNanos());
            second = leases.take("m/train", elsewhere("b"), fast, NOTHING);
        }

        assertTrue(lost.await(60, TimeUnit.SECONDS));
        second.get().close();
    }

    @Test
    void failuresAreCountedUntilTheyAreForgiven() throws IOException {
        for (String host : List.of("a", "b")) {
            try (HeldLease lease = take(elsewhere(host)).orElseThrow()) {
                lease.fail("out of memory on " + host);
            }
        }
        Leases leases = new Leases(folder);

        assertEquals(
                List.of(
                        new Failure("process 1 on a", "out of memory on a"),
                        new Failure("process 1 on b", "out of memory on b")),
                leases.failures());
        leases.forgive();
        assertEquals(List.of(), leases.failures());
        assertEquals(2, leases.latest().orElseThrow().number());
    }

    @Test
    void anEmptyLeaseHoldsACellNoLongerThanASilentWorker() throws IOException {
        Files.createFile(folder.resolve("lease-000001"));
        assertTrue(take(elsewhere("a")).isEmpty());
        nanos.addAndGet(SILENCE.toNanos());

        assertEquals(2, take(elsewhere("a")).orElseThrow().number());
        assertEquals(
                "an unknown worker", new Leases(folder).all().get(0).worker().text());
    }

    private Optional<HeldLease> take(Worker worker) throws IOException {
        return new Leases(folder).take("m/train", worker, pulse, NOTHING);
    }

    private static Worker elsewhere(String host) {
        return new Worker("id of " + host, new Machine(host, "", "", ""), 1, 0);
    }
}
