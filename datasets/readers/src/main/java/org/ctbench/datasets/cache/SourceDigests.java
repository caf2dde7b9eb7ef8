package org.ctbench.datasets.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.ctbench.datasets.layout.SliceFile;
import org.ctbench.splits.documents.Sha256;

/**
 * Digests of source files, so that an unchanged file is not read again: a text file to which each process appends lines. A line
 * that does not carry its own checksum was cut or damaged, and is passed over. Safe for use by many threads.
 */
final class SourceDigests {
    private final Path file;
    private final Map<String, Sha256> digests = new ConcurrentHashMap<>();

    private SourceDigests(Path file) {
        this.file = file;
    }

    static SourceDigests open(Path file) throws IOException {
        SourceDigests sources = new SourceDigests(file);
        if (Files.exists(file)) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                lines.forEach(sources::take);
            }
        }
        return sources;
    }

    private void take(String line) {
        String[] words = line.split(" ");
        if (words.length == 3 && line.equals(line(words[0], words[1]))) {
            digests.put(words[0], new Sha256(words[1]));
        }
    }

    /** Digest of a file, if it was read in the state in which it is. */
    Optional<Sha256> find(SliceFile source) throws IOException {
        return Optional.ofNullable(digests.get(key(source)));
    }

    synchronized void add(SliceFile source, Sha256 digest) throws IOException {
        String key = key(source);
        if (!digest.equals(digests.get(key))) {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, '\n' + line(key, digest.hex()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            digests.put(key, digest);
        }
    }

    private static String key(SliceFile source) throws IOException {
        String state = source.size() + "\n" + source.lastModified() + "\n" + source.name();
        return Sha256.of(state.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static String line(String key, String digest) {
        String line = key + " " + digest;
        CRC32C checksum = new CRC32C();
        checksum.update(line.getBytes(StandardCharsets.ISO_8859_1));
        return line + " " + HexFormat.of().toHexDigits((int) checksum.getValue());
    }
}
