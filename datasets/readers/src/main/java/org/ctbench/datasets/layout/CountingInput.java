package org.ctbench.datasets.layout;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes went through. */
final class CountingInput extends FilterInputStream {
    private final LongConsumer done;

    CountingInput(InputStream in, LongConsumer done) {
        super(in);
        this.done = done;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            done.accept(1);
        }
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        if (n > 0) {
            done.accept(n);
        }
        return n;
    }
}
