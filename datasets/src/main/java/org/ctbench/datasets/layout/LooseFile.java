package org.ctbench.datasets.layout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

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
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
