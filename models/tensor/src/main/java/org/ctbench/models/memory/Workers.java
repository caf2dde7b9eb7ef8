package org.ctbench.models.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * A few threads for loops over host memory. Work is cut into parts that do not depend on the number of threads, and each
 * part writes its own result, so neither do the results.
 */
public final class Workers implements AutoCloseable {
    /** Floats of one part and of each scratch array: four arrays stay within a core's caches. */
    public static final int CHUNK = 4096;

    /** Work below this many floats is not worth waking a thread. */
    private static final int ALONE = 4 * CHUNK;

    private final ShiftedLoops loops;
    private final Scratch scratch = new Scratch();
    private final List<Helper> helpers = new ArrayList<>();

    /** As many threads as given, the calling one included. */
    public Workers(int threads) {
        this(threads, ShiftedLoops.PLAIN);
    }

    /** Threads with loops of an engine's own. */
    public Workers(int threads, ShiftedLoops loops) {
        this.loops = loops;
        for (int i = 1; i < threads; i++) {
            helpers.add(new Helper("ctbench-kernel-" + i));
        }
        helpers.forEach(Helper::start);
    }

    /** Loops that a part may run. */
    public ShiftedLoops loops() {
        return loops;
    }

    /** Arrays of one thread. */
    public static final class Scratch {
        static final int LARGE_ARRAYS = 6;

        public final float[] a = new float[CHUNK];
        public final float[] b = new float[CHUNK];
        public final float[] c = new float[CHUNK];
        public final float[] d = new float[CHUNK];
        public final float[] folded = new float[CHUNK / ShiftedLoops.FOLD];
        private final float[][] large = new float[LARGE_ARRAYS][0];
        private int[] ints = new int[0];

        /** One of {@link #LARGE_ARRAYS} arrays of at least this size; its contents are undefined. */
        public float[] large(int index, int size) {
            if (large[index].length < size) {
                large[index] = new float[size];
            }
            return large[index];
        }

        /** An array of at least this size; its contents are undefined. */
        public int[] ints(int size) {
            if (ints.length < size) {
                ints = new int[size];
            }
            return ints;
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
        int wanted = work < ALONE ? 0 : Math.min(helpers.size(), parts - 1);
        if (wanted < 1) {
            for (int i = 0; i < parts; i++) {
                part.run(i, scratch);
            }
            return;
        }
        SharedLoop loop = new SharedLoop(parts, part);
        helpers.subList(0, wanted).forEach(helper -> helper.offer(loop));
        loop.draw(scratch);
        loop.await();
    }

    @Override
    public void close() {
        helpers.forEach(Helper::end);
    }
}
