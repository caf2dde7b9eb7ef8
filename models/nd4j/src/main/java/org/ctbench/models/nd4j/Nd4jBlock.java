package org.ctbench.models.nd4j;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.ctbench.models.memory.Block;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One flat ND4J array and, where the backend computes in host memory, a buffer over it. */
final class Nd4jBlock extends Block {
    private final INDArray array;
    private final Optional<FloatBuffer> host;

    Nd4jBlock(int capacity, boolean inHostMemory) {
        super(capacity);
        array = Nd4j.createUninitialized(DataType.FLOAT, capacity);
        host = inHostMemory ? Optional.of(((FloatPointer) array.data().pointer()).asBuffer()) : Optional.empty();
    }

    @Override
    public FloatBuffer floats() {
        return host.orElseThrow(() -> new IllegalStateException("this backend computes outside host memory"));
    }

    /** The memory as integers. */
    static IntBuffer ints(Block block) {
        return ((FloatPointer) pointer(block)).asByteBuffer().asIntBuffer();
    }

    static Pointer pointer(Block block) {
        return ((Nd4jBlock) block).array.data().pointer();
    }

    /** The memory as a row-major ND4J array without a copy. */
    static INDArray view(Block block, long... shape) {
        return viewFrom(block, 0, shape);
    }

    /** The memory from an element on as a row-major ND4J array without a copy. */
    static INDArray viewFrom(Block block, long offset, long... shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return Nd4j.create(((Nd4jBlock) block).array.data(), shape, strides, offset, 'c');
    }

    /** A row-major matrix {@code [rows, columns]} seen as its column-major transpose {@code [columns, rows]}. */
    static INDArray transposed(Block block, long offset, long rows, long columns) {
        long[] strides = {1, columns};
        return Nd4j.create(((Nd4jBlock) block).array.data(), new long[] {columns, rows}, strides, offset, 'f');
    }

    @Override
    public FloatBuffer elements() {
        return host.orElseGet(
                () -> FloatBuffer.wrap(view(this, size()).dup().data().asFloat()));
    }

    @Override
    public void fill(Consumer<FloatBuffer> loop) {
        if (host.isPresent()) {
            loop.accept(host.get());
        } else {
            float[] values = new float[size()];
            loop.accept(FloatBuffer.wrap(values));
            put(values);
        }
    }

    @Override
    protected void put(float[] values) {
        if (host.isPresent()) {
            host.get().put(0, values);
        } else {
            try (INDArray copy = Nd4j.createFromArray(values)) {
                view(this, size()).assign(copy);
            }
        }
    }

    @Override
    protected void close() {
        array.close();
    }
}
