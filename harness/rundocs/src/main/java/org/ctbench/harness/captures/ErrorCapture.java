package org.ctbench.harness.captures;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;

/**
 * A slice that a model took for another class, in the size in which the model saw it.
 *
 * @param size its rows and columns
 * @param grey the slice; empty where it must not be shown
 * @param found lesions that the model finds in it, highest score first; empty for models that do not look for any
 */
public record ErrorCapture(ImageSize size, Optional<Grey> grey, Optional<Detections> found) {
    /** @throws IllegalArgumentException if the slice or the lesions have another size */
    public ErrorCapture {
        boolean fits = grey.map(g -> g.size().equals(size)).orElse(true)
                && found.map(f -> f.image().equals(size)).orElse(true);
        if (!fits) {
            throw new IllegalArgumentException("slice or lesions of another size than " + size);
        }
    }

    /** A slice with what was found in it. */
    public static ErrorCapture of(Grey grey, Optional<Detections> found) {
        return new ErrorCapture(grey.size(), Optional.of(grey), found);
    }

    /** The same without the slice. */
    public ErrorCapture sealed() {
        return new ErrorCapture(size, Optional.empty(), found);
    }

    /** The file: {@code size [2]}, {@code image [h, w]}, and {@code boxes [n, 4]}, {@code scores [n]}, {@code maps [n, m, m]} if looked for. */
    public byte[] file() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("size", NpyArray.floats(new float[] {size.height(), size.width()}, 2));
        if (grey.isPresent()) {
            arrays.put("image", grey.get().array());
        }
        if (found.isPresent()) {
            DetectionArrays.put(arrays, found.get());
        }
        return NpzFile.of(arrays);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if the file is something else
     */
    public static ErrorCapture parse(byte[] file) throws IOException {
        NpzFile npz = NpzFile.parse(file);
        float[] shape = npz.get("size", 1).floats();
        if (shape.length != 2) {
            throw new IOException("expected a size of rows and columns, found " + shape.length + " numbers");
        }
        try {
            ImageSize size = new ImageSize((int) shape[0], (int) shape[1]);
            Optional<Grey> grey = npz.has("image") ? Optional.of(Grey.of(npz.get("image", 2))) : Optional.empty();
            Optional<Detections> found =
                    npz.has("boxes") ? Optional.of(DetectionArrays.get(npz, size)) : Optional.empty();
            return new ErrorCapture(size, grey, found);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
