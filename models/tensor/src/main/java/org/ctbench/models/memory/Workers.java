package org.ctbench.models.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads for loops over host memory. Work is cut into parts that do not depend on the number of threads, and each
 * part writes its own result, so neither do the results.
 */
public final class Workers implements AutoCloseable {
    /** Floats of one part and of each scratch array: four arrays stay within a core's caches. */
    public static final int CHUNK = 4096;

    /** Work below this many floats is not worth waking a thread. */
    private static final int ALONE = 4 * CHUNK;

    private final int threads;
    private final Scratch[] scratch;
    private final ExecutorService others;

    public Workers(int threads) {
        this.threads = threads;
        scratch = new Scratch[threads];
        for (int i = 0; i < threads; i++) {
            scratch[i] = new Scratch();
        }
        AtomicInteger names = new AtomicInteger();
        others = Executors.newFixedThreadPool(Math.max(1, threads - 1), task -> {
            Thread thread = new Thread(task, "ctbench-kernel-" + names.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Arrays of one thread. */
    public static final class Scratch {
        static final int LARGE_ARRAYS = 4;

        public final float[] a = new float[CHUNK];
        public final float[] b = new float[CHUNK];
        public final float[] c = new float[CHUNK];
        public final float[] d = new float[CHUNK];
        public final float[] folded = new float[CHUNK / Loops.FOLD];
        private final float[][] large = new float[LARGE_ARRAYS][0];

        /** An array of at least this size for a whole plane; its contents are undefined. */
        public float[] large(int size) {
            return large(0, size);
        }

        /** One of {@link #LARGE_ARRAYS} arrays of at least this size; its contents are undefined. */
        public float[] large(int index, int size) {
            if (large[index].length < size) {
                large[index] = new float[size];
            }
            return large[index];
        }
    }

    /** One part of a loop. */
    public interface Part {
        void run(int index, Scratch scratch);
    }

    /** One stretch of a flat loop. */
    public interface Stretch {
        void run(int from, int length, Scratch scratch);
    }

    /** Runs stretches of at most {@link #CHUNK} elements that together cover {@code [0, size)}. */
    public void overElements(int size, Stretch stretch) {
        int parts = (size + CHUNK - 1) / CHUNK;
        overParts(parts, size, (i, s) -> stretch.run(i * CHUNK, Math.min(CHUNK, size - i * CHUNK), s));
    }

    /**
     * Runs all parts and returns when they are done.
     *
     * @param work floats that are touched, to judge whether several threads are worth it
     */
    public void overParts(int parts, long work, Part part) {
        int helpers = work < ALONE ? 0 : Math.min(threads, parts) - 1;
        if (helpers < 1) {
            for (int i = 0; i < parts; i++) {
                part.run(i, scratch[0]);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>(helpers);
        for (int t = 1; t <= helpers; t++) {
            Scratch own = scratch[t];
            running.add(others.submit(() -> drain(next, parts, part, own)));
        }
        try {
            drain(next, parts, part, scratch[0]);
        } finally {
            next.set(parts);
            running.forEach(Workers::join);
        }
    }

    private static void drain(AtomicInteger next, int parts, Part part, Scratch scratch) {
        for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            part.run(i, scratch);
        }
    }

    private static void join(Future<?> future) {
        boolean interrupted = false;
        while (true) {
            try {
                future.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the parts write memory that the caller owns: wait for them all the same
            } catch (ExecutionException e) {
                throw new IllegalStateException("a kernel failed in its thread", e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        others.shutdown();
    }
}
