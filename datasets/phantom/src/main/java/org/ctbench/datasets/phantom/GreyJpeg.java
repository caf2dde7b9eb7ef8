package org.ctbench.datasets.phantom;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes grey baseline JPEG files (ITU-T T.81) at quality 95 whose bytes depend on the pixels alone. Tables are those of
 * annex K, scaled as the Independent JPEG Group does.
 */
final class GreyJpeg {
    private static final int BLOCK = 8;
    private static final int QUALITY = 95;

    /** Table K.1, row by row. */
    private static final int[] LUMINANCE = {
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29,
        51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121,
        120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    };

    /** Tables K.3 and K.5: sixteen counts of codes by length, then the symbols. */
    private static final byte[] DC =
            HexFormat.of().parseHex("00010501010101010100000000000000" + "000102030405060708090a0b");

    private static final byte[] AC = HexFormat.of()
            .parseHex("0002010303020403050504040000017d"
                    + "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728"
                    + "292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a83848586878889"
                    + "8a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2"
                    + "e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa");

    private static final int[] ZIGZAG = zigzag();
    private static final int[] QUANTA = quanta();
    private static final double[][] COSINES = cosines();
    private static final int[][] DC_CODES = codes(DC);
    private static final int[][] AC_CODES = codes(AC);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int bits;
    private int held;

    private GreyJpeg() {}

    /** The file of an image of {@code size} x {@code size} pixels, row by row. */
    static byte[] encode(byte[] pixels, int size) {
        GreyJpeg jpeg = new GreyJpeg();
        jpeg.head(size);
        int last = 0;
        for (int y = 0; y < size; y += BLOCK) {
            for (int x = 0; x < size; x += BLOCK) {
                int[] block = quantised(pixels, size, x, y);
                jpeg.block(block, last);
                last = block[0];
            }
        }
        jpeg.put(0x7F, 7); // fill the last byte with ones
        jpeg.out.writeBytes(HexFormat.of().parseHex("ffd9"));
        return jpeg.out.toByteArray();
    }

    private void head(int size) {
        out.writeBytes(HexFormat.of().parseHex("ffd8" + "ffe000104a46494600010100000100010000" + "ffdb004300"));
        for (int i = 0; i < 64; i++) {
            out.write(QUANTA[ZIGZAG[i]]);
        }
        out.writeBytes(HexFormat.of().parseHex(String.format("ffc0000b08%04x%04x01011100", size, size)));
        table(0x00, DC);
        table(0x10, AC);
        out.writeBytes(HexFormat.of().parseHex("ffda0008010100003f00"));
    }

    private void table(int id, byte[] table) {
        int length = table.length + 3;
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xC4, (byte) (length >> 8), (byte) length, (byte) id});
        out.writeBytes(table);
    }

    private void block(int[] values, int last) {
        int difference = values[0] - last;
        symbol(DC_CODES, magnitude(difference));
        amplitude(difference);
        int zeros = 0;
        for (int i = 1; i < 64; i++) {
            int value = values[ZIGZAG[i]];
            if (value == 0) {
                zeros++;
                continue;
            }
            for (; zeros > 15; zeros -= 16) {
                symbol(AC_CODES, 0xF0);
            }
            symbol(AC_CODES, zeros << 4 | magnitude(value));
            amplitude(value);
            zeros = 0;
        }
        if (zeros > 0) {
            symbol(AC_CODES, 0);
        }
    }

    private void symbol(int[][] codes, int symbol) {
        put(codes[0][symbol], codes[1][symbol]);
    }

    private void amplitude(int value) {
        int length = magnitude(value);
        put(value >= 0 ? value : value + (1 << length) - 1, length);
    }

    private static int magnitude(int value) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    private void put(int code, int length) {
        for (int i = length - 1; i >= 0; i--) {
            bits = bits << 1 | code >> i & 1;
            if (++held == 8) {
                out.write(bits);
                if ((bits & 0xFF) == 0xFF) {
                    out.write(0);
                }
                held = 0;
                bits = 0;
            }
        }
    }

    /** Discrete cosine transform of one block, divided by the quantisation table; edge pixels are repeated outside. */
    private static int[] quantised(byte[] pixels, int size, int x0, int y0) {
        double[] rows = new double[64];
        for (int y = 0; y < BLOCK; y++) {
            int row = Math.min(size - 1, y0 + y) * size;
            for (int u = 0; u < BLOCK; u++) {
                double sum = 0;
                for (int x = 0; x < BLOCK; x++) {
                    sum += ((pixels[row + Math.min(size - 1, x0 + x)] & 0xFF) - 128) * COSINES[u][x];
                }
                rows[y * BLOCK + u] = sum;
            }
        }
        int[] result = new int[64];
        for (int u = 0; u < BLOCK; u++) {
            for (int v = 0; v < BLOCK; v++) {
                double sum = 0;
                for (int y = 0; y < BLOCK; y++) {
                    sum += rows[y * BLOCK + u] * COSINES[v][y];
                }
                int value = (int) Math.floor(sum / QUANTA[v * BLOCK + u] + 0.5);
                result[v * BLOCK + u] = Math.max(-1023, Math.min(1023, value)); // what table K.5 has codes for
            }
        }
        return result;
    }

    private static double[][] cosines() {
        double[][] table = new double[BLOCK][BLOCK];
        for (int u = 0; u < BLOCK; u++) {
            for (int x = 0; x < BLOCK; x++) {
                double scale = u == 0 ? Math.sqrt(0.125) : 0.5;
                table[u][x] = scale * StrictMath.cos((2 * x + 1) * u * StrictMath.PI / 16);
            }
        }
        return table;
    }

    private static int[] quanta() {
        int scale = 200 - 2 * QUALITY;
        int[] quanta = new int[64];
        for (int i = 0; i < 64; i++) {
            quanta[i] = Math.max(1, (LUMINANCE[i] * scale + 50) / 100);
        }
        return quanta;
    }

    private static int[] zigzag() {
        List<Integer> order = new ArrayList<>();
        for (int sum = 0; sum <= 14; sum++) {
            for (int i = Math.max(0, sum - 7); i <= Math.min(7, sum); i++) {
                int row = sum % 2 == 0 ? sum - i : i;
                order.add(row * BLOCK + sum - row);
            }
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Codes and their lengths by symbol (annex C). */
    private static int[][] codes(byte[] table) {
        int[][] codes = new int[2][256];
        int code = 0;
        int next = 16;
        for (int length = 1; length <= 16; length++) {
            for (int i = 0; i < table[length - 1]; i++) {
                int symbol = table[next++] & 0xFF;
                codes[0][symbol] = code++;
                codes[1][symbol] = length;
            }
            code <<= 1;
        }
        return codes;
    }
}
