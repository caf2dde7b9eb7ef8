package org.ctbench.harness.run;

import java.io.IOException;
import org.ctbench.splits.Slice;

/** Preprocessed images of slices. */
interface SliceImages {
    /** Rows and columns of every image. */
    int size();

    /** Writes the three planes {@code [3, size, size]} of a slice to {@code target} from {@code offset} on. */
    void read(Slice slice, float[] target, int offset) throws IOException;
}
