package org.ctbench.models.nd4j;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Pooled memory for floats: one flat ND4J array and, where the backend computes in host memory, a buffer over it. Counted
 * references: the last {@link #release} gives it back to its pool. Whoever holds the only reference may write.
 */
final class Block {
    private final Pool pool;
    private final int capacity;
    private final INDArray array;
    private final Optional<FloatBuffer> host;
    private int size;
    private int references;

    Block(Pool pool, int capacity, boolean inHostMemory) {
        this.pool = pool;
        this.capacity = capacity;
        array = Nd4j.createUninitialized(DataType.FLOAT, capacity);
        host = inHostMemory ? Optional.of(((FloatPointer) array.data().pointer()).asBuffer()) : Optional.empty();
    }

    void start(int newSize) {
        size = newSize;
        references = 1;
    }

    int capacity() {
        return capacity;
    }

    /** Floats in use; the memory may be larger. */
    int size() {
        return size;
    }

    Block retain() {
        if (references < 1) {
            throw new IllegalStateException("a block of memory is used after it went back to the pool");
        }
        references++;
        return this;
    }

    void release() {
        if (references < 1) {
            throw new IllegalStateException("a block of memory is released twice");
        }
        references--;
        if (references == 0) {
            pool.take(this);
        }
    }

    boolean exclusive() {
        return references == 1;
    }

    /** The memory as floats; only positions below {@link #size} are this block's. Threads use absolute get and put. */
    FloatBuffer floats() {
        return host.orElseThrow(() -> new IllegalStateException("this backend computes outside host memory"));
    }

    /** The same memory as integers. */
    IntBuffer ints() {
        return ((FloatPointer) array.data().pointer()).asByteBuffer().asIntBuffer();
    }

    Pointer pointer() {
        return array.data().pointer();
    }

    /** The memory as a row-major ND4J array without a copy. */
    INDArray view(long... shape) {
        return viewFrom(0, shape);
    }

    /** The memory from an element on as a row-major ND4J array without a copy. */
    INDArray viewFrom(long offset, long... shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return Nd4j.create(array.data(), shape, strides, offset, 'c');
    }

    /** A row-major matrix {@code [rows, columns]} seen as its column-major transpose {@code [columns, rows]}. */
    INDArray transposed(long offset, long rows, long columns) {
        return Nd4j.create(array.data(), new long[] {columns, rows}, new long[] {1, columns}, offset, 'f');
    }

    float[] read() {
        float[] values = new float[size];
        read(values);
        return values;
    }

    void read(float[] into) {
        if (into.length != size) {
            throw new IllegalArgumentException("places: " + into.length + ", elements: " + size);
        }
        elements().get(0, into);
    }

    /** The elements for reading: the memory itself where the backend computes in host memory, else a copy of it. */
    FloatBuffer elements() {
        return host.orElseGet(() -> FloatBuffer.wrap(view(size).dup().data().asFloat()));
    }

    /** Lets a loop write every element: into the memory itself where the backend computes there, else into a copy. */
    void fill(Consumer<FloatBuffer> loop) {
        if (host.isPresent()) {
            loop.accept(host.get());
        } else {
            float[] values = new float[size];
            loop.accept(FloatBuffer.wrap(values));
            write(values);
        }
    }

    void write(float[] values) {
        if (values.length != size) {
            throw new IllegalArgumentException("values: " + values.length + ", elements: " + size);
        }
        if (host.isPresent()) {
            host.get().put(0, values);
        } else {
            try (INDArray copy = Nd4j.createFromArray(values)) {
                view(size).assign(copy);
            }
        }
    }

    void free() {
        references = 0;
        array.close();
    }
}
