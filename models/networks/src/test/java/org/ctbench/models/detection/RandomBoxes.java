package org.ctbench.models.detection;

import java.util.Random;

/** Random boxes for property tests. */
final class RandomBoxes {
    private RandomBoxes() {}

    /** Boxes with corners in [0, limit) and edges of 1 to {@code largest} pixels. */
    static Boxes of(Random random, int count, float limit, float largest) {
        float[] edges = new float[4 * count];
        for (int i = 0; i < count; i++) {
            edges[4 * i] = limit * random.nextFloat();
            edges[4 * i + 1] = limit * random.nextFloat();
            edges[4 * i + 2] = edges[4 * i] + 1 + (largest - 1) * random.nextFloat();
            edges[4 * i + 3] = edges[4 * i + 1] + 1 + (largest - 1) * random.nextFloat();
        }
        return Boxes.of(edges);
    }
}
