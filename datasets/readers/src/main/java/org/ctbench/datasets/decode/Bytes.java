package org.ctbench.datasets.decode;

import java.util.Arrays;
import java.util.HexFormat;

/** First bytes of a file. */
final class Bytes {
    private Bytes() {}

    static boolean startsWith(byte[] file, byte... start) {
        return file.length >= start.length && Arrays.equals(file, 0, start.length, start, 0, start.length);
    }

    static String firstEight(byte[] file) {
        return HexFormat.ofDelimiter(" ").formatHex(file, 0, Math.min(8, file.length));
    }
}
