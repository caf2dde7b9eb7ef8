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
}
