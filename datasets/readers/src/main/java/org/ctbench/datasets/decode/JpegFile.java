package org.ctbench.datasets.decode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A JPEG file taken apart at its markers (ITU-T T.81, annex B). What its colours mean follows from them by the rules of
 * libjpeg, which Pillow uses; the readers of Java have others, and some are misled by profiles, Exif data and
 * thumbnails. So they are given a file without all that, with one marker that leaves no choice.
 */
final class JpegFile {
    /** How the components of a pixel are to be read. */
    enum Colours {
        GREY(0),
        YCC(APP0, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0),
        RGB(APP14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0),
        /** Four components as they are: 1 is no transform that Java knows for four. */
        CMYK(APP14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 1),
        YCCK(APP14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 1);

        private final int marker;
        private final byte[] content;

        Colours(int marker, int... content) {
            this.marker = marker;
            this.content = new byte[content.length];
            for (int i = 0; i < content.length; i++) {
                this.content[i] = (byte) content[i];
            }
        }
    }

    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    private static final int JFIF_LENGTH = 14;
    private static final int ADOBE_LENGTH = 12;

    private final byte[] file;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean scanned;
    private boolean jfif;
    private int adobe = -1;
    private int[] components = {};

    private JpegFile(byte[] file) {
        this.file = file;
    }

    static boolean matches(byte[] file) {
        return Bytes.startsWith(file, (byte) 0xff, (byte) 0xd8, (byte) 0xff);
    }

    /**
     * Walks all segments up to the end marker.
     *
     * @throws DamagedImageException if the file ends before the end marker or a segment has no marker
     */
    static JpegFile parse(byte[] file) throws DamagedImageException {
        JpegFile jpeg = new JpegFile(file);
        jpeg.walk();
        return jpeg;
    }

    /** What libjpeg takes the components for ({@code default_decompress_parms}). */
    Colours colours() {
        if (components.length == 3) {
            boolean named = components[0] == 'R' && components[1] == 'G' && components[2] == 'B';
            boolean rgb = !jfif && (adobe == 0 || adobe < 0 && named);
            return rgb ? Colours.RGB : Colours.YCC;
        }
        if (components.length == 4) {
            return adobe <= 0 ? Colours.CMYK : Colours.YCCK;
        }
        return Colours.GREY;
    }

    /** The file with nothing but the picture and one marker that says what its colours are. */
    byte[] plain() {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(kept.size() + 32);
        plain.write(0xff);
        plain.write(0xd8);
        Colours colours = colours();
        if (colours.marker != 0) {
            int length = colours.content.length + 2;
            plain.writeBytes(new byte[] {(byte) 0xff, (byte) colours.marker, 0, (byte) length});
            plain.writeBytes(colours.content);
        }
        plain.writeBytes(kept.toByteArray());
        plain.write(0xff);
        plain.write(END_OF_IMAGE);
        return plain.toByteArray();
    }

    private void walk() throws DamagedImageException {
        int at = 2;
        while (true) {
            at = skipFill(at);
            int marker = file[at] & 0xff;
            at++;
            if (marker == END_OF_IMAGE) {
                return;
            }
            if (at + 2 > file.length) {
                throw truncated();
            }
            int length = (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
            if (length < 2 || at + length > file.length) {
                throw truncated();
            }
            look(marker, at + 2, length - 2);
            int next = marker == START_OF_SCAN ? afterEntropyCodedData(at + length) : at + length;
            boolean picture = marker != COMMENT && (marker < APP0 || marker > APP15);
            if (picture) {
                kept.write(0xff);
                kept.write(marker);
                kept.write(file, at, next - at);
            }
            at = next;
        }
    }

    /** Takes in what a segment before the first scan says about the colours. */
    private void look(int marker, int at, int length) {
        if (scanned) {
            return;
        }
        boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (marker == START_OF_SCAN) {
            scanned = true;
        } else if (marker == APP0 && length >= JFIF_LENGTH && says("JFIF\0", at)) {
            jfif = true;
        } else if (marker == APP14 && length >= ADOBE_LENGTH && says("Adobe", at)) {
            adobe = file[at + ADOBE_LENGTH - 1] & 0xff;
        } else if (frame && length >= 6 && length >= 6 + 3 * (file[at + 5] & 0xff)) {
            components = new int[file[at + 5] & 0xff];
            for (int i = 0; i < components.length; i++) {
                components[i] = file[at + 6 + 3 * i] & 0xff;
            }
        }
    }

    private boolean says(String word, int at) {
        return new String(file, at, word.length(), StandardCharsets.ISO_8859_1).equals(word);
    }

    /** Position of the marker's second byte; one or more 0xff stand before it. */
    private int skipFill(int start) throws DamagedImageException {
        int at = start;
        if (at < file.length && file[at] != (byte) 0xff) {
            throw DamagedImageException.unreadable("JPEG has no marker at byte " + at);
        }
        while (at < file.length && file[at] == (byte) 0xff) {
            at++;
        }
        if (at >= file.length) {
            throw truncated();
        }
        return at;
    }

    /** Position of the first marker that is neither a stuffed 0xff nor a restart. */
    private int afterEntropyCodedData(int start) throws DamagedImageException {
        for (int at = start; at + 1 < file.length; at++) {
            if (file[at] == (byte) 0xff) {
                int next = file[at + 1] & 0xff;
                boolean inside = next == 0 || next == 0xff || next >= 0xd0 && next <= 0xd7;
                if (!inside) {
                    return at;
                }
            }
        }
        throw truncated();
    }

    private DamagedImageException truncated() {
        return DamagedImageException.truncated("JPEG ends at byte " + file.length + " without an end marker");
    }
}
