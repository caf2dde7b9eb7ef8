package org.ctbench.models.exact;

import java.nio.FloatBuffer;
import java.util.function.Consumer;
import org.ctbench.models.memory.Block;

/** Memory on the Java heap. */
final class HeapBlock extends Block {
    /** Floats behind the capacity: a tile of columns may be read past the end of the last row. */
    static final int SLACK = TileKernel.PANEL;

    private final float[] values;
    private final FloatBuffer buffer;

    HeapBlock(int capacity) {
        super(capacity);
        values = new float[capacity + SLACK];
        buffer = FloatBuffer.wrap(values);
    }

    /** The memory itself. */
    static float[] values(Block block) {
        return ((HeapBlock) block).values;
    }

    @Override
    public FloatBuffer floats() {
        return buffer;
    }

    @Override
    public FloatBuffer elements() {
        return buffer;
    }

    @Override
    public void fill(Consumer<FloatBuffer> loop) {
        loop.accept(buffer);
    }

    @Override
    protected void put(float[] source) {
        System.arraycopy(source, 0, values, 0, source.length);
    }

    @Override
    protected void close() {
        // the garbage collector's
    }
}
