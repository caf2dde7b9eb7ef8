package org.ctbench.datasets.decode;

/** The frame of a JPEG file: its markers (ITU-T T.81, annex B). */
final class JpegFile {
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;

    private JpegFile() {}

    static boolean matches(byte[] file) {
        return Bytes.startsWith(file, (byte) 0xff, (byte) 0xd8, (byte) 0xff);
    }

    /**
     * Walks all segments up to the end marker.
     *
     * @throws DamagedImageException if the file ends before the end marker or a segment has no marker
     */
    static void check(byte[] file) throws DamagedImageException {
        int at = 2;
        while (true) {
            at = skipFill(file, at);
            int marker = file[at] & 0xff;
            at++;
            if (marker == END_OF_IMAGE) {
                return;
            }
            if (at + 2 > file.length) {
                throw truncated(file);
            }
            int length = (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
            if (length < 2 || at + length > file.length) {
                throw truncated(file);
            }
            at += length;
            if (marker == START_OF_SCAN) {
                at = afterEntropyCodedData(file, at);
            }
        }
    }

    /** Position of the marker's second byte; one or more 0xff stand before it. */
    private static int skipFill(byte[] file, int start) throws DamagedImageException {
        int at = start;
        if (at < file.length && file[at] != (byte) 0xff) {
            throw DamagedImageException.unreadable("JPEG has no marker at byte " + at);
        }
        while (at < file.length && file[at] == (byte) 0xff) {
            at++;
        }
        if (at >= file.length) {
            throw truncated(file);
        }
        return at;
    }

    /** Position of the first marker that is neither a stuffed 0xff nor a restart. */
    private static int afterEntropyCodedData(byte[] file, int start) throws DamagedImageException {
        for (int at = start; at + 1 < file.length; at++) {
            if (file[at] == (byte) 0xff) {
                int next = file[at + 1] & 0xff;
                boolean inside = next == 0 || next == 0xff || next >= 0xd0 && next <= 0xd7;
                if (!inside) {
                    return at;
                }
            }
        }
        throw truncated(file);
    }

    private static DamagedImageException truncated(byte[] file) {
        return DamagedImageException.truncated("JPEG ends at byte " + file.length + " without an end marker");
    }
}
