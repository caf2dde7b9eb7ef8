package org.ctbench.datasets.phantom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Writes 8-bit grey PNG files (ISO/IEC 15948) whose bytes depend on the pixels alone: the image data stands in stored
 * blocks (RFC 1951, 3.2.4), since what a compressor makes differs between versions of zlib.
 */
final class GreyPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int MAX_STORED = 65_535;

    private GreyPng() {}

    /** The file of an image of {@code size} x {@code size} pixels, row by row. */
    static byte[] encode(byte[] pixels, int size) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(size).putInt(size);
        header.put(new byte[] {8, 0, 0, 0, 0}); // 8 bits, grey, deflate, adaptive filters, not interlaced
        ByteArrayOutputStream out = new ByteArrayOutputStream(pixels.length + size + 128);
        out.writeBytes(SIGNATURE);
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", stored(rows(pixels, size)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] rows(byte[] pixels, int size) {
        byte[] rows = new byte[size * (size + 1)];
        for (int y = 0; y < size; y++) {
            System.arraycopy(pixels, y * size, rows, y * (size + 1) + 1, size); // each row begins with filter 0
        }
        return rows;
    }

    private static byte[] stored(byte[] data) {
        int blocks = (data.length + MAX_STORED - 1) / MAX_STORED;
        ByteBuffer out = ByteBuffer.allocate(2 + 5 * blocks + data.length + 4);
        out.put((byte) 0x78).put((byte) 0x01); // zlib header: window of 32 KiB, fastest
        for (int from = 0; from < data.length; from += MAX_STORED) {
            int length = Math.min(MAX_STORED, data.length - from);
            out.put((byte) (from + length == data.length ? 1 : 0));
            out.put((byte) length).put((byte) (length >> 8)).put((byte) ~length).put((byte) (~length >> 8));
            out.put(data, from, length);
        }
        Adler32 adler = new Adler32();
        adler.update(data);
        return out.putInt((int) adler.getValue()).array();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
