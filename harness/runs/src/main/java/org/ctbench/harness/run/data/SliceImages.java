package org.ctbench.harness.run.data;

import java.io.IOException;
import java.util.List;
import org.ctbench.models.classifiers.Images;
import org.ctbench.splits.Slice;

/** Preprocessed images of slices. */
public interface SliceImages {
    /** Rows and columns of every image. */
    int size();

    /** Writes the three planes {@code [3, size, size]} of a slice to {@code target} from {@code offset} on. */
    void read(Slice slice, float[] target, int offset) throws IOException;

    /** A single image, named as its slice. */
    default Images image(Slice slice) throws IOException {
        float[] values = new float[Images.CHANNELS * size() * size()];
        read(slice, values, 0);
        return new Images(values, 1, size(), size(), List.of(slice.id()));
    }
}
