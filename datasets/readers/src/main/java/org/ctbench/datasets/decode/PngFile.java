package org.ctbench.datasets.decode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The frame of a PNG file: its chunks and their checks (PNG specification, third edition, section 5). */
final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int COLOUR_TYPE_AT = SIGNATURE.length + 8 + 9;

    private PngFile() {}

    static boolean matches(byte[] file) {
        return Bytes.startsWith(file, SIGNATURE);
    }

    /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
    static int colourType(byte[] file) {
        return file[COLOUR_TYPE_AT];
    }

    /**
     * Walks all chunks up to the end chunk.
     *
     * @throws DamagedImageException if a chunk is cut or its check does not match, or the header or the end is missing
     */
    static void check(byte[] file) throws DamagedImageException {
        ByteBuffer buffer = ByteBuffer.wrap(file).position(SIGNATURE.length);
        boolean first = true;
        while (true) {
            if (buffer.remaining() < 12) {
                throw DamagedImageException.truncated("PNG ends at byte " + file.length + " without an end chunk");
            }
            int start = buffer.position();
            int length = buffer.getInt();
            String type = new String(file, start + 4, 4, StandardCharsets.ISO_8859_1);
            if (first && (!type.equals("IHDR") || length != 13)) {
                throw DamagedImageException.unreadable("PNG does not begin with a header chunk");
            }
            if (length < 0 || length > buffer.remaining() - 8) {
                throw DamagedImageException.truncated("PNG ends at byte " + file.length + " inside the chunk at byte "
                        + start + " of " + Integer.toUnsignedString(length) + " bytes");
            }
            CRC32 crc = new CRC32();
            crc.update(file, start + 4, length + 4);
            buffer.position(start + 8 + length);
            if (buffer.getInt() != (int) crc.getValue()) {
                throw DamagedImageException.unreadable("PNG chunk at byte " + start + " does not match its checksum");
            }
            if (type.equals("IEND")) {
                return;
            }
            first = false;
        }
    }
}
