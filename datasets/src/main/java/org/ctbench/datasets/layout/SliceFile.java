package org.ctbench.datasets.layout;

import java.io.IOException;
import java.io.InputStream;

/** The file of one slice, in a folder or inside an archive. Safe for use by many threads. */
public interface SliceFile {
    /** Largest file of a slice that is read, in bytes; what claims or turns out to be larger is refused. */
    long LARGEST = 64L << 20;

    /** Absolute path, or {@code <absolute path of the archive>!<name of the entry>}: no two files share it. */
    String name();

    /** Length in bytes, uncompressed. */
    long size() throws IOException;

    /** Last change of the file or of the archive it stands in, in milliseconds since 1970. */
    long lastModified() throws IOException;

    /** A fresh stream of the content, uncompressed. */
    InputStream open() throws IOException;

    /**
     * The whole content.
     *
     * @throws IOException if it is larger than {@link #LARGEST}
     */
    default byte[] read() throws IOException {
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes((int) LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException(name() + ": larger than " + LARGEST + " bytes, which no slice is");
            }
            return bytes;
        }
    }
}
