package org.ctbench.models.maskrcnn;

import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;

/** Losses of box deltas: a sum over the positives by the size of the whole sample. */
final class BoxLoss {
    private static final float BETA = 1;

    private BoxLoss() {}

    /** Plain L1 on rows of {@code deltas [N, 4]}. */
    static Tensor l1(Engine engine, Tensor deltas, int[] rows, float[] targets, int sample) {
        if (rows.length == 0) {
            return engine.tensor(new float[1]);
        }
        Tensor picked = engine.rows(deltas, rows);
        return engine.scale(engine.l1Sum(picked, engine.tensor(targets, rows.length, 4)), 1f / sample);
    }

    /** Smooth L1 on the columns 4 to 7 (class 1) of rows of {@code deltas [N, 8]}. */
    static Tensor smooth(Engine engine, Tensor deltas, int[] rows, float[] targets, int sample) {
        if (rows.length == 0) {
            return engine.tensor(new float[1]);
        }
        int[] elements = new int[4 * rows.length];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = 8 * rows[i / 4] + 4 + i % 4;
        }
        Tensor picked = engine.gather(deltas, elements, rows.length, 4);
        return engine.scale(engine.smoothL1Sum(picked, engine.tensor(targets, rows.length, 4), BETA), 1f / sample);
    }
}
