package org.ctbench.datasets.layout;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an exception where an entry turns out to be longer than it may be, whatever its header says. */
final class LimitedInput extends FilterInputStream {
    private final String name;
    private long left;

    LimitedInput(InputStream in, String name, long limit) {
        super(in);
        this.name = name;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        count(Math.max(0, n));
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long n) throws IOException {
        left -= n;
        if (left < 0) {
            throw new IOException(name + ": longer than its header says");
        }
    }
}
