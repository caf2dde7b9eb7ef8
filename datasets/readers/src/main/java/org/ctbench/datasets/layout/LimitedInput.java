package org.ctbench.datasets.layout;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an exception where more is read than was allowed, so that a small file cannot fill the memory. */
final class LimitedInput extends FilterInputStream {
    private long left;
    private String excess;

    LimitedInput(InputStream in) {
        super(in);
    }

    /**
     * From here on, this many bytes may be read.
     *
     * @param ifMore what is wrong if there are more
     */
    void allow(long bytes, String ifMore) {
        left = bytes;
        excess = ifMore;
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
            throw new IOException(excess);
        }
    }
}
