package org.ctbench.models.torch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes checkpoints of chosen bytes, such as nobody's program would. */
final class Checkpoints {
    /** Where a value stands in a pickle of a dictionary with that value under {@code w}. */
    private static final String DICTIONARY = "\u0080\u0002}U\u0001w%ss.";

    private Checkpoints() {}

    /** A pickle of the dictionary {@code {"w": value}}. */
    static String pickle(String value) {
        return String.format(DICTIONARY, value);
    }

    /** Opcodes of a tensor of a float storage with that many elements, whose key is 0. */
    static String tensor(int elements, int offset, String shape, String strides) {
        return "ctorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpu" + "I"
                + elements + "\ntQI" + offset + "\n" + shape + strides + "\u0089NtR";
    }

    /** Opcodes of a tuple of whole numbers. */
    static String tuple(long... numbers) {
        StringBuilder opcodes = new StringBuilder("(");
        for (long number : numbers) {
            opcodes.append('I').append(number).append('\n');
        }
        return opcodes.append('t').toString();
    }

    /** The parts of an archive with that pickle and a storage of so many bytes, which may be changed. */
    static Map<String, byte[]> parts(String pickle, int bytes) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("archive/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1));
        parts.put("archive/data/0", new byte[bytes]);
        return parts;
    }

    /** Writes an archive. */
    static Path write(Path file, Map<String, byte[]> parts, int method) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    CRC32 checksum = new CRC32();
                    checksum.update(part.getValue());
                    entry.setSize(part.getValue().length);
                    entry.setCrc(checksum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(part.getValue());
            }
        }
        return file;
    }
}
