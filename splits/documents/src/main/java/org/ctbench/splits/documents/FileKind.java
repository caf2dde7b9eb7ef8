package org.ctbench.splits.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What a file is that stands where another was expected, by its first bytes; for messages. */
public enum FileKind {
    /** What `git clone` leaves of a large file where Git LFS is not installed. */
    LFS_POINTER(
            "a Git LFS pointer to the file; `git lfs pull` in its clone fetches the file itself",
            text("version https://git-lfs.github.com/spec/")),
    /** Served in place of a file by many a site that wants a login. */
    HTML("an HTML page", s -> lower(s).startsWith("<!doctype html") || lower(s).startsWith("<html")),
    /** A mailbox, a message or a page saved as MHTML. */
    MAIL("an e-mail, or a page saved as one", s -> isMail(lower(s))),
    /** Two bytes a character, with a mark at the start or Latin letters in it. */
    UTF16("UTF-16 text", FileKind::isUtf16),
    /** DICOM, part 10: four letters behind a preamble of 128 bytes. */
    DICOM("a DICOM file", s -> has(s, 128, 'D', 'I', 'C', 'M')),
    /** TIFF with 64-bit offsets. */
    BIG_TIFF("a BigTIFF file", s -> has(s, 0, 'I', 'I', 43, 0) || has(s, 0, 'M', 'M', 0, 43)),
    /** NIfTI-1, in one file or as a header. */
    NIFTI("a NIfTI file", s -> has(s, 344, 'n', '+', '1', 0) || has(s, 344, 'n', 'i', '1', 0)),
    /** gzip, of whatever. */
    GZIP("a gzip file", s -> has(s, 0, 0x1f, 0x8b)),
    /** Zip, also as the container of office documents. */
    ZIP("a zip archive", s -> has(s, 0, 'P', 'K', 3, 4)),
    /** RAR. */
    RAR("a RAR archive", text("Rar!")),
    /** 7-Zip. */
    SEVEN_ZIP("a 7z archive", s -> has(s, 0, '7', 'z', 0xbc, 0xaf)),
    /** PDF. */
    PDF("a PDF file", text("%PDF-")),
    /** GIF. */
    GIF("a GIF picture", text("GIF8")),
    /** WebP. */
    WEBP("a WebP picture", s -> has(s, 0, 'R', 'I', 'F', 'F') && has(s, 8, 'W', 'E', 'B', 'P')),
    /** JPEG 2000, in its container or without. */
    JPEG_2000("a JPEG 2000 picture", s -> has(s, 0, 0, 0, 0, 12, 'j', 'P') || has(s, 0, 0xff, 0x4f, 0xff, 0x51)),
    /** NumPy. */
    NUMPY("a NumPy array", s -> has(s, 0, 0x93, 'N', 'U', 'M')),
    /** HDF5, also as MATLAB writes it. */
    HDF5("an HDF5 file", s -> has(s, 0, 0x89, 'H', 'D', 'F'));

    /** Bytes that are looked at. */
    private static final int START = 512;

    private final String title;
    private final Predicate<byte[]> test;

    FileKind(String title, Predicate<byte[]> test) {
        this.title = title;
        this.test = test;
    }

    /** With its article: "a DICOM file". */
    public String title() {
        return title;
    }

    /** The kind of a file with this content; empty if it is none of these. */
    public static Optional<FileKind> of(byte[] content) {
        byte[] start = Arrays.copyOf(content, Math.min(content.length, START));
        return Arrays.stream(values()).filter(kind -> kind.test.test(start)).findFirst();
    }

    /** As above. */
    public static Optional<FileKind> of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(START));
        }
    }

    private static Predicate<byte[]> text(String start) {
        return s -> new String(s, StandardCharsets.ISO_8859_1).startsWith(start);
    }

    private static boolean has(byte[] start, int at, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (at + i >= start.length || start[at + i] != (byte) expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** The text in lower case without what a browser leaves out at the start: a UTF-8 mark and blanks. */
    private static String lower(byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        return (text.startsWith("\ufeff") ? text.substring(1) : text).stripLeading();
    }

    private static boolean isMail(String text) {
        return text.matches("(?s)(from [^\\n]*@.*|(from|to|date|received|return-path|delivered-to|mime-version"
                + "|message-id|subject): ?[^\\n]*\\n([a-z-]+:|[ \\t]).*)");
    }

    private static boolean isUtf16(byte[] start) {
        if (has(start, 0, 0xff, 0xfe) || has(start, 0, 0xfe, 0xff)) {
            return true;
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i < start.length; i++) {
            int zero = start[i] == 0 ? 1 : 0;
            even += i % 2 == 0 ? zero : 0;
            odd += i % 2 == 1 ? zero : 0;
        }
        int pairs = start.length / 2;
        return pairs >= 4 && (even == pairs && odd == 0 || odd == pairs && even == 0);
    }
}
