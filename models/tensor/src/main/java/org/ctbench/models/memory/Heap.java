package org.ctbench.models.memory;

import java.nio.FloatBuffer;

/** Buffers that are arrays on the Java heap: loops run over those without copies. */
public final class Heap {
    private Heap() {}

    /** Whether position i of each buffer is element i of its array. */
    public static boolean holds(FloatBuffer... buffers) {
        for (FloatBuffer buffer : buffers) {
            if (!buffer.hasArray() || buffer.arrayOffset() != 0) {
                return false;
            }
        }
        return true;
    }
}
