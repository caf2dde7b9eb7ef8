package org.ctbench.models.torch;

import java.io.IOException;

/** A block of elements in the file, of which tensors are views. */
final class Storage {
    /** Types of elements, with their classes of storage in PyTorch and their names in safetensors files. */
    enum Type {
        F64("DoubleStorage", 8),
        F32("FloatStorage", 4),
        F16("HalfStorage", 2),
        BF16("BFloat16Storage", 2),
        I64("LongStorage", 8),
        I32("IntStorage", 4),
        I16("ShortStorage", 2),
        I8("CharStorage", 1),
        U8("ByteStorage", 1),
        BOOL("BoolStorage", 1);

        private final String storage;
        private final int width;

        Type(String storage, int width) {
            this.storage = storage;
            this.width = width;
        }

        /** Bytes of an element. */
        int width() {
            return width;
        }

        boolean isOf(PythonName storageClass) {
            boolean torch = storageClass.module().equals("torch")
                    || storageClass.module().equals("torch.storage");
            return torch && storageClass.name().equals(storage);
        }
    }

    private final String key;
    private final Type type;
    private final long elements;
    private byte[] bytes;

    /** @throws IOException if there cannot be so many elements */
    Storage(String key, Type type, long elements) throws IOException {
        if (elements < 0 || elements > Long.MAX_VALUE / Double.BYTES) {
            throw new IOException("storage " + key + " has " + elements + " elements");
        }
        this.key = key;
        this.type = type;
        this.elements = elements;
    }

    String key() {
        return key;
    }

    Type type() {
        return type;
    }

    long elements() {
        return elements;
    }

    /** Number of bytes. */
    long length() {
        return elements * type.width();
    }

    boolean isLoaded() {
        return bytes != null;
    }

    void load(byte... content) {
        bytes = content;
    }

    /** The elements, little-endian, once they are loaded. */
    byte[] bytes() {
        if (bytes == null) {
            throw new IllegalStateException("storage " + key + " is not loaded");
        }
        return bytes;
    }
}
