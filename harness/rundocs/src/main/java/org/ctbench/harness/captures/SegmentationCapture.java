package org.ctbench.harness.captures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;

/**
 * A slice with the lesions that a model found and those that are there, all in the size of the slice.
 *
 * @param grey the slice {@code [height, width]}, unsigned bytes, row-major; the first channel of a coloured one; empty where
 *     it must not be shown
 * @param found lesions found, highest score first
 * @param truths mask of each true lesion
 */
public record SegmentationCapture(Optional<Grey> grey, Detections found, List<BinaryMask> truths) {
    /** @throws IllegalArgumentException if something has another size than the slice */
    public SegmentationCapture {
        truths = List.copyOf(truths);
        ImageSize size = found.image();
        boolean fits = grey.map(g -> g.size().equals(size)).orElse(true)
                && truths.stream().allMatch(t -> t.height() == size.height() && t.width() == size.width());
        if (!fits) {
            throw new IllegalArgumentException("lesions of another size than the slice, " + size);
        }
    }

    /** The same without what belongs to the data set: the slice and the true lesions. */
    public SegmentationCapture sealed() {
        return new SegmentationCapture(Optional.empty(), found, List.of());
    }

    /** Probability of each pixel to belong to a lesion, {@code [height, width]}: the largest over all lesions found. */
    public float[] probability() {
        float[] largest = new float[found.image().height() * found.image().width()];
        for (int k = 0; k < found.size(); k++) {
            float[] one = found.probabilities(k);
            for (int i = 0; i < largest.length; i++) {
                largest[i] = Math.max(largest[i], one[i]);
            }
        }
        return largest;
    }

    /**
     * The file: {@code image [h, w]}, {@code boxes [n, 4]}, {@code scores [n]}, {@code maps [n, m, m]}, {@code probability
     * [h, w]}, {@code truth [t, h, w]}.
     */
    public byte[] file() throws IOException {
        int height = found.image().height();
        int width = found.image().width();
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        if (grey.isPresent()) {
            arrays.put("image", grey.get().array());
        }
        DetectionArrays.put(arrays, found);
        arrays.put("probability", NpyArray.floats(probability(), height, width));
        byte[] truth = new byte[truths.size() * height * width];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (byte) (truths.get(i / (height * width)).contains(i % (height * width)) ? 1 : 0);
        }
        arrays.put("truth", NpyArray.bytes(truth, truths.size(), height, width));
        return NpzFile.of(arrays);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if the file is something else
     */
    public static SegmentationCapture parse(byte[] file) throws IOException {
        NpzFile npz = NpzFile.parse(file);
        try {
            return parse(npz);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static SegmentationCapture parse(NpzFile npz) throws IOException {
        NpyArray probability = npz.get("probability", 2);
        ImageSize size = new ImageSize(probability.shape()[0], probability.shape()[1]);
        Optional<Grey> grey = npz.has("image") ? Optional.of(Grey.of(npz.get("image", 2))) : Optional.empty();
        Detections found = DetectionArrays.get(npz, size);
        NpyArray truth = npz.get("truth", 3);
        if (!new ImageSize(truth.shape()[1], truth.shape()[2]).equals(size)) {
            throw new IOException("true lesions of another size than the slice, " + size);
        }
        byte[] pixels = truth.bytes();
        int area = size.height() * size.width();
        List<BinaryMask> truths = new ArrayList<>();
        for (int t = 0; t < truth.shape()[0]; t++) {
            int at = t * area;
            truths.add(BinaryMask.of(size.height(), size.width(), p -> pixels[at + p] != 0));
        }
        return new SegmentationCapture(grey, found, truths);
    }
}
