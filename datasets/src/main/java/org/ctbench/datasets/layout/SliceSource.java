package org.ctbench.datasets.layout;

import java.io.IOException;
import java.util.Optional;
import org.ctbench.splits.Slice;

/** Where the images of a data set are. Safe for use by many threads. */
public interface SliceSource extends AutoCloseable {
    /**
     * The file of a slice.
     *
     * @throws java.io.UncheckedIOException if a folder cannot be listed
     */
    Optional<SliceFile> find(Slice slice);

    /**
     * The file of a slice's lesion mask; empty if there is none, which for a lesion slice means that it has no lesion.
     */
    Optional<SliceFile> findMask(Slice slice);

    /** One line for people: what was found and where. */
    String describe();

    /** Closes the archives; files found before cannot be opened any more. */
    @Override
    void close() throws IOException;
}
