package org.ctbench.models.torch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A tensor of a checkpoint: a view of a storage. */
public final class TorchTensor {
    private static final int MOST_DIMENSIONS = 64; // as in PyTorch

    private final Storage storage;
    private final long offset;
    private final List<Long> shape;
    private final List<Long> strides;

    private TorchTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {
        this.storage = storage;
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
    }

    /**
     * A view.
     *
     * @param offset place of the first element in the storage
     * @param shape sizes of the dimensions
     * @param strides how many elements of the storage lie between neighbours in each dimension
     * @throws IOException if it reaches beyond the storage, or two of its elements lie in one place
     */
    static TorchTensor of(Storage storage, long offset, List<Long> shape, List<Long> strides) throws IOException {
        TorchTensor tensor = new TorchTensor(storage, offset, List.copyOf(shape), List.copyOf(strides));
        try {
            tensor.requireInside();
        } catch (ArithmeticException e) {
            throw tensor.fault("is larger than any storage", e);
        }
        return tensor;
    }

    private void requireInside() throws IOException {
        if (shape.size() != strides.size() || shape.size() > MOST_DIMENSIONS) {
            throw fault("does not have one stride for each dimension", null);
        }
        if (offset < 0
                || shape.stream().anyMatch(size -> size < 0)
                || strides.stream().anyMatch(stride -> stride < 0)) {
            throw fault("has a negative number", null);
        }
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        if (count == 0) {
            return;
        }
        List<Integer> byStride = new ArrayList<>();
        for (int d = 0; d < shape.size(); d++) {
            if (shape.get(d) > 1) {
                byStride.add(d);
            }
        }
        byStride.sort(Comparator.comparing(strides::get));
        long last = 0;
        for (int d : byStride) {
            if (strides.get(d) <= last) {
                throw fault("has elements that overlap", null);
            }
            last = Math.addExact(last, Math.multiplyExact(strides.get(d), shape.get(d) - 1));
        }
        if (Math.addExact(offset, last) >= storage.elements()) {
            throw fault("reaches beyond its storage", null);
        }
    }

    private IOException fault(String problem, ArithmeticException cause) {
        return new IOException(
                "a tensor of shape " + brief(shape) + ", strides " + brief(strides) + " and offset " + offset
                        + " in storage " + storage.key() + " of " + storage.elements() + " elements " + problem,
                cause);
    }

    private static String brief(List<Long> numbers) {
        return numbers.size() > MOST_DIMENSIONS ? "of " + numbers.size() + " dimensions" : numbers.toString();
    }

    Storage storage() {
        return storage;
    }

    /** Type of the elements as safetensors files call it: {@code F32}, {@code BF16}, {@code I64}. */
    public String type() {
        return storage.type().name();
    }

    /** Sizes of the dimensions; empty for a scalar. */
    public List<Long> shape() {
        return shape;
    }

    /** Number of bytes of its elements. */
    public long length() {
        return shape.stream().reduce(1L, (a, b) -> a * b) * storage.type().width();
    }

    /**
     * The elements in row-major order, little-endian.
     *
     * @throws IllegalStateException if its storage was not {@linkplain TorchFile#load loaded}
     */
    public byte[] bytes() {
        int width = storage.type().width();
        byte[] from = storage.bytes();
        byte[] to = new byte[Math.toIntExact(length())];
        long[] index = new long[shape.size()];
        long place = offset;
        for (int at = 0; at < to.length; at += width) {
            System.arraycopy(from, Math.toIntExact(place * width), to, at, width);
            for (int d = index.length - 1; d >= 0; d--) {
                index[d]++;
                place += strides.get(d);
                if (index[d] < shape.get(d)) {
                    break;
                }
                place -= index[d] * strides.get(d);
                index[d] = 0;
            }
        }
        return to;
    }
}
