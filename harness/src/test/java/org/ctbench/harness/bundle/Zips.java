package org.ctbench.harness.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zips that a test changes. */
public final class Zips {
    private static final int CENTRAL = 0x02014b50;

    private Zips() {}

    /** The files of a zip by their names. */
    public static Map<String, byte[]> read(Path file) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    static Path write(Map<String, byte[]> files, Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    /** Lets the directory of a zip state another size for all of its files than they have. */
    static void state(Path file, int size) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + 28 < bytes.length; i++) {
            if (zip.getInt(i) == CENTRAL) {
                zip.putInt(i + 24, size);
            }
        }
        Files.write(file, bytes);
    }

    /** Replaces a name in all places by another one of the same length. */
    static void rename(Path file, String from, String to) throws IOException {
        String latin = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        Files.write(file, latin.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }
}
