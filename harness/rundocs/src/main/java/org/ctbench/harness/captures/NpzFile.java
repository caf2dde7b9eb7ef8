package org.ctbench.harness.captures;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.ctbench.splits.documents.Documents;

/**
 * Named arrays in numpy's NPZ format: a ZIP archive with a file {@code <name>.npy} for each. Nothing is compressed and no
 * time is kept, so that equal arrays are equal bytes with every Java runtime.
 */
final class NpzFile {
    private static final String SUFFIX = ".npy";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0); // the earliest that ZIP knows

    private final Map<String, NpyArray> arrays;

    private NpzFile(Map<String, NpyArray> arrays) {
        this.arrays = arrays;
    }

    /** The bytes of a file with these arrays, in their order. */
    static byte[] of(Map<String, NpyArray> arrays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
                byte[] file = array.getValue().file();
                CRC32 crc = new CRC32();
                crc.update(file);
                ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
                entry.setSize(file.length);
                entry.setCrc(crc.getValue());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(file);
            }
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it is no archive of such arrays
     */
    static NpzFile parse(byte[] file) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                arrays.put(
                        name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name,
                        NpyArray.parse(Documents.readBytes(zip, name)));
            }
        } catch (IllegalArgumentException e) { // a name that is not UTF-8
            throw new IOException("damaged: " + e.getMessage(), e);
        }
        return new NpzFile(arrays);
    }

    /** Whether there is an array of this name. */
    boolean has(String name) {
        return arrays.containsKey(name);
    }

    /**
     * The array of a name.
     *
     * @param axes how many it has
     * @throws IOException if there is none, or it has another number of axes
     */
    NpyArray get(String name, int axes) throws IOException {
        NpyArray array = arrays.get(name);
        if (array == null || array.shape().length != axes) {
            throw new IOException("expected an array '" + name + "' of " + axes + " axes, found " + arrays.keySet());
        }
        return array;
    }
}
