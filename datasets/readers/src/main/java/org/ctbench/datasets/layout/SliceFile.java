package org.ctbench.datasets.layout;

import java.io.IOException;

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

    /**
     * The whole content, uncompressed. What comes out of an archive has the length and the checksum that the archive states.
     *
     * @throws org.ctbench.datasets.decode.DamagedImageException if it is larger than {@link #LARGEST}, or its archive is
     *     damaged there; the message does not name the file
     */
    byte[] read() throws IOException;
}
