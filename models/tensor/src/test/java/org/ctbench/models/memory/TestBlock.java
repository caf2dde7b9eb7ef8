package org.ctbench.models.memory;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Memory in an array; as on a GPU, it can only be copied unless it is in host memory. */
public final class TestBlock extends Block {
    private final float[] values;
    private final boolean inHostMemory;

    public TestBlock(int capacity, boolean inHostMemory) {
        super(capacity);
        this.inHostMemory = inHostMemory;
        values = new float[capacity];
    }

    @Override
    public FloatBuffer floats() {
        if (!inHostMemory) {
            throw new IllegalStateException("outside host memory");
        }
        return FloatBuffer.wrap(values);
    }

    @Override
    public FloatBuffer elements() {
        return inHostMemory ? floats() : FloatBuffer.wrap(Arrays.copyOf(values, size()));
    }

    @Override
    public void fill(Consumer<FloatBuffer> loop) {
        float[] target = inHostMemory ? values : new float[size()];
        loop.accept(FloatBuffer.wrap(target));
        System.arraycopy(target, 0, values, 0, size());
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
