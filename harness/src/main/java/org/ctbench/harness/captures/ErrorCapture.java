package org.ctbench.harness.captures;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;

/**
 * A slice that a model took for another class, in the size in which the model saw it.
 *
 * @param grey the slice
 * @param found lesions that the model finds in it, highest score first; empty for models that do not look for any
 */
public record ErrorCapture(Grey grey, Optional<Detections> found) {
    /** @throws IllegalArgumentException if the lesions are of an image of another size */
    public ErrorCapture {
        Objects.requireNonNull(grey, "grey");
        Objects.requireNonNull(found);
        ImageSize size = grey.size();
        if (found.isPresent() && !found.get().image().equals(size)) {
            throw new IllegalArgumentException("lesions of another size than the slice, " + size);
        }
    }

    /** The file: {@code image [h, w]}, and {@code boxes [n, 4]}, {@code scores [n]}, {@code maps [n, m, m]} if looked for. */
    public byte[] file() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("image", grey.array());
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
        Grey grey = Grey.of(npz.get("image", 2));
        Optional<Detections> found =
                npz.has("boxes") ? Optional.of(DetectionArrays.get(npz, grey.size())) : Optional.empty();
        return new ErrorCapture(grey, found);
    }
}
