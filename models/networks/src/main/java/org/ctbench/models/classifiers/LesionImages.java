package org.ctbench.models.classifiers;

import java.io.IOException;

/** Images with lesion masks, by index. */
public interface LesionImages {
    /** Number of images, at least 1. */
    int size();

    /**
     * An image.
     *
     * @param index in [0, size)
     * @throws IOException if it cannot be read
     */
    LesionImage get(int index) throws IOException;

    /** Says which image will be asked for next, so that it can be read in the meantime. */
    default void expect(int index) {}
}
