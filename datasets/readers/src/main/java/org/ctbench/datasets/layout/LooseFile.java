package org.ctbench.datasets.layout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.DamagedImageException.Damage;

/** A file in a folder. */
record LooseFile(Path path) implements SliceFile {
    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public long size() throws IOException {
        return Files.size(path);
    }

    @Override
    public long lastModified() throws IOException {
        return Files.getLastModifiedTime(path).toMillis();
    }

    @Override
    public byte[] read() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes((int) LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new DamagedImageException(
                        Damage.UNREADABLE, "larger than " + LARGEST + " bytes, which no slice is");
            }
            return bytes;
        }
    }
}
