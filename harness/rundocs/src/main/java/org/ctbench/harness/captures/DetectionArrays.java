package org.ctbench.harness.captures;

import java.io.IOException;
import java.util.Map;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;

/** Lesions that a model found, as arrays: {@code boxes [n, 4]}, {@code scores [n]}, {@code maps [n, m, m]}. */
final class DetectionArrays {
    private DetectionArrays() {}

    static void put(Map<String, NpyArray> arrays, Detections found) throws IOException {
        arrays.put("boxes", NpyArray.floats(found.boxes().coordinates(), found.size(), 4));
        arrays.put("scores", NpyArray.floats(found.scores(), found.size()));
        int side = found.size() == 0 ? 0 : (int) Math.sqrt(found.map(0).length);
        float[] maps = new float[found.size() * side * side];
        for (int k = 0; k < found.size(); k++) {
            System.arraycopy(found.map(k), 0, maps, k * side * side, side * side);
        }
        arrays.put("maps", NpyArray.floats(maps, found.size(), side, side));
    }

    /** @param size of the image that they are of */
    static Detections get(NpzFile npz, ImageSize size) throws IOException {
        NpyArray maps = npz.get("maps", 3);
        return new Detections(
                Boxes.of(npz.get("boxes", 2).floats()),
                npz.get("scores", 1).floats(),
                maps.floats(),
                maps.shape()[1],
                size);
    }
}
