package org.ctbench.datasets.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The first directory of a TIFF file (TIFF 6.0, section 2). */
final class TiffFile {
    private static final int PROFILE = 34675;

    /** A tag of the range for private use, which no reader knows. */
    private static final int UNKNOWN = 65000;

    private static final int ENTRY = 12;

    private TiffFile() {}

    static boolean matches(byte[] file) {
        return Bytes.startsWith(file, (byte) 'I', (byte) 'I', (byte) 42, (byte) 0)
                || Bytes.startsWith(file, (byte) 'M', (byte) 'M', (byte) 0, (byte) 42);
    }

    /** The same file with its colour profile hidden, by which Java's reader would choose other colours. */
    static byte[] withoutProfile(byte[] file) {
        byte[] plain = file.clone();
        ByteBuffer tiff = ByteBuffer.wrap(plain).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (file.length < 8) {
            return plain;
        }
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (directory + 2 > file.length) {
            return plain;
        }
        int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
        for (long at = directory + 2; entries > 0 && at + ENTRY <= file.length; at += ENTRY, entries--) {
            if (Short.toUnsignedInt(tiff.getShort((int) at)) == PROFILE) {
                tiff.putShort((int) at, (short) UNKNOWN);
            }
        }
        return plain;
    }
}
