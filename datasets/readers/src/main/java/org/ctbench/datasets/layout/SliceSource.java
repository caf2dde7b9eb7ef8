package org.ctbench.datasets.layout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
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
     * The file of a slice's lesion mask. None means that the mask is missing and says nothing about lesions: a slice without
     * lesions has a mask of background and lung.
     */
    Optional<SliceFile> findMask(Slice slice);

    /**
     * Names of the files that are neither image nor mask, sorted, those with "mask" in their path first: a mask in another format, or
     * under another name, is among them.
     * Empty unless the data set has masks; the entries of tar archives are not listed.
     */
    List<String> passedOver();

    /** Whether there is no image of the data set. */
    boolean isEmpty();

    /** One line for people: what was found and where. */
    String describe();

    /**
     * What lies in the folder and was not opened, with the reason, by path: links that lead nowhere or round in circles, and
     * pipes; also archives in which nothing is known.
     */
    SortedMap<Path, String> notOpened();

    /** The first of it as text; empty if there is nothing. */
    String notOpenedText();

    /** The archives that hold images of the layout. */
    List<Path> archives();

    /** Closes the archives; files found before cannot be opened any more. */
    @Override
    void close() throws IOException;
}
