package org.ctbench.models.torch;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The bytes of pickles and of what stands between them, read one after the other. */
final class PickleInput {
    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_NUMBER = 1024;

    private final ByteBuffer bytes;

    PickleInput(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    int remaining() {
        return bytes.remaining();
    }

    int unsignedByte() throws IOException {
        return Byte.toUnsignedInt(need(1).get());
    }

    int unsignedShort() throws IOException {
        return Short.toUnsignedInt(need(2).getShort());
    }

    int signedInt() throws IOException {
        return need(4).getInt();
    }

    long unsignedInt() throws IOException {
        return Integer.toUnsignedLong(need(4).getInt());
    }

    long signedLong() throws IOException {
        return need(8).getLong();
    }

    /** A double as pickles have it, the highest byte first. */
    double bigEndianDouble() throws IOException {
        return Double.longBitsToDouble(Long.reverseBytes(signedLong()));
    }

    String text(long length, Charset charset) throws IOException {
        byte[] text = take(length);
        return new String(text, charset);
    }

    /** A whole number of so many bytes; a {@link Long} where it fits. */
    Number wholeNumber(long length) throws IOException {
        if (length > LONGEST_NUMBER) {
            throw fault("a number of " + length + " bytes");
        }
        byte[] digits = take(length);
        for (int i = 0; i < digits.length / 2; i++) {
            byte low = digits[i];
            digits[i] = digits[digits.length - 1 - i];
            digits[digits.length - 1 - i] = low;
        }
        return digits.length == 0 ? Long.valueOf(0) : number(new BigInteger(digits));
    }

    static Number number(BigInteger value) {
        return value.bitLength() < Long.SIZE ? Long.valueOf(value.longValue()) : value;
    }

    /** The text before the next line feed, which is taken too. */
    String line() throws IOException {
        int start = bytes.position();
        for (int length = 0; length < LONGEST_LINE; length++) {
            if (unsignedByte() == '\n') {
                return new String(bytes.array(), start, length, StandardCharsets.UTF_8);
            }
        }
        throw fault("a line of more than " + LONGEST_LINE + " bytes");
    }

    void skip(long count) throws IOException {
        need(count);
        bytes.position(bytes.position() + (int) count);
    }

    IOException fault(String problem) {
        return new IOException("byte " + position() + " of the pickle: " + problem);
    }

    private byte[] take(long count) throws IOException {
        need(count); // before the memory is
        byte[] taken = new byte[(int) count];
        bytes.get(taken);
        return taken;
    }

    private ByteBuffer need(long count) throws IOException {
        if (count < 0 || count > bytes.remaining()) {
            throw new EOFException("byte " + position() + ": " + count + " bytes are needed and " + bytes.remaining()
                    + " are left: cut off or damaged");
        }
        return bytes;
    }
}
