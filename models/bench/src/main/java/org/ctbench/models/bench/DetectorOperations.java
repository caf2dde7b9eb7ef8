package org.ctbench.models.bench;

import java.util.Optional;
import org.ctbench.models.proof.LesionScene;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.NormalizationOps.BatchNorm;
import org.ctbench.models.tensor.NormalizationOps.Statistics;
import org.ctbench.models.tensor.RegionOps.Regions;
import org.ctbench.models.tensor.RegionOps.RoiAlign;
import org.ctbench.models.tensor.Variable;

/** The operations in which a Mask R-CNN on features {@code [1, 256, 32, 32]} of a 512 x 512 image spends its time. */
final class DetectorOperations {
    private static final int CHANNELS = 256;
    private static final int SIDE = 32;
    private static final float STRIDE = 16;
    private static final int MASKS = 8;
    private static final int BOXES = 200;

    private final Engine engine;
    private final OperationTimer timer;

    DetectorOperations(Engine engine, OperationTimer timer) {
        this.engine = engine;
        this.timer = timer;
    }

    void run() {
        regions(BOXES, 7);
        regions(MASKS, 14);
        convolution(3, 1, 1, 1, CHANNELS, SIDE, SIDE);
        convolution(3, 1, 1, MASKS, CHANNELS, 28, 28);
        convolution(2, 2, 0, MASKS, CHANNELS, 28, 28);
        convolution(7, 1, 0, MASKS, CHANNELS, 7, 7);
        Variable filter = timer.filled(0.01f, CHANNELS, CHANNELS, 2, 2);
        Variable bias = timer.filled(0, CHANNELS);
        timer.both(
                "convTranspose2d 2x2",
                x -> engine.convTranspose2d(x, filter, Optional.of(bias)),
                MASKS,
                CHANNELS,
                14,
                14);
        BatchNorm norm = norm();
        timer.both("batchNormRelu", x -> engine.batchNormRelu(x, norm, Statistics.BATCH), MASKS, CHANNELS, 1, 1);
        Variable weight = timer.filled(0.01f, 128, 49 * CHANNELS);
        Variable shift = timer.filled(0, 128);
        timer.both("linear to 128", x -> engine.linear(x, weight, Optional.of(shift)), BOXES, 49 * CHANNELS);
        timer.both("channelsLast", engine::channelsLast, 1, CHANNELS, SIDE, SIDE);
        timer.both("rows", x -> engine.rows(x, 0, 3, 7, 7), MASKS, CHANNELS, 14, 14);
    }

    private void regions(int count, int size) {
        Regions regions = Regions.ofOneImage(boxes(count));
        RoiAlign options = new RoiAlign(size, 1 / STRIDE, 2, false);
        String name = "roiAlign " + count + " to " + size + "x" + size;
        timer.both(name, x -> engine.roiAlign(x, regions, options), 1, CHANNELS, SIDE, SIDE);
    }

    /** Boxes between 16 and 272 pixels, all over the image. */
    private static float[] boxes(int count) {
        float[] places = LesionScene.wave(4 * count);
        for (int k = 0; k < count; k++) {
            float width = 144 + 128 * places[4 * k];
            float height = 144 + 128 * places[4 * k + 1];
            float left = (1 + places[4 * k + 2]) / 2 * (SIDE * STRIDE - width);
            float top = (1 + places[4 * k + 3]) / 2 * (SIDE * STRIDE - height);
            places[4 * k] = left;
            places[4 * k + 1] = top;
            places[4 * k + 2] = left + width;
            places[4 * k + 3] = top + height;
        }
        return places;
    }

    private void convolution(int kernel, int stride, int padding, int... shape) {
        Variable filter = timer.filled(0.01f, CHANNELS, CHANNELS, kernel, kernel);
        Variable bias = timer.filled(0, CHANNELS);
        String name = "conv2d " + kernel + "x" + kernel + "/" + stride;
        timer.both(name, x -> engine.conv2d(x, filter, Optional.of(bias), stride, padding), shape);
    }

    private BatchNorm norm() {
        return new BatchNorm(
                timer.filled(1, CHANNELS),
                timer.filled(0, CHANNELS),
                timer.filled(0, CHANNELS),
                timer.filled(1, CHANNELS),
                1e-5f,
                0.1f);
    }
}
