package org.ctbench.harness.run.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.datasets.lesion.Lesion;
import org.ctbench.datasets.lesion.LesionTargets;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.Boxes;

/**
 * The lesions of a slice in the size in which a model sees it.
 *
 * @param boxes one per lesion
 * @param masks one per lesion
 */
record ResizedLesions(Boxes boxes, List<BinaryMask> masks) {
    /** Those lesions that have a pixel left in the new size. */
    static ResizedLesions of(LesionTargets targets, int side) {
        Boxes boxes = Boxes.of();
        List<BinaryMask> masks = new ArrayList<>();
        for (Lesion lesion : targets.lesions()) {
            byte[] pixels = lesion.mask(side, side);
            BinaryMask mask = BinaryMask.of(side, side, p -> pixels[p] != 0);
            if (mask.area() > 0) {
                boxes = boxes.then(Boxes.of(lesion.box(side, side)));
                masks.add(mask);
            }
        }
        return new ResizedLesions(boxes, masks);
    }

    private long bytes() {
        return masks.stream()
                .mapToLong(mask -> (long) mask.height() * mask.width() / Byte.SIZE)
                .sum();
    }

    /** Keeps the lesions of the slices that were used last: all of a small split, some of a large one. */
    static final class Cache {
        private static final long MOST_BYTES = 64L << 20;

        private final Map<Integer, ResizedLesions> byIndex = new LinkedHashMap<>(16, 0.75f, true);
        private long bytes;

        ResizedLesions get(int index) {
            return byIndex.get(index);
        }

        void put(int index, ResizedLesions lesions) {
            byIndex.put(index, lesions);
            bytes += lesions.bytes();
            Iterator<ResizedLesions> oldest = byIndex.values().iterator();
            while (bytes > MOST_BYTES && byIndex.size() > 1) {
                bytes -= oldest.next().bytes();
                oldest.remove();
            }
        }
    }
}
