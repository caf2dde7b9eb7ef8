package org.ctbench.harness.determinism;

import org.ctbench.models.classifiers.Images;
import org.ctbench.splits.random.SeededRandom;

/**
 * Batches of noise, brighter from class to class: enough for losses that fall.
 *
 * @param batch images in a batch
 * @param size rows and columns
 */
record GeneratedImages(int batch, int size) {
    /** Classes of the images: those of COVIDx-CT. */
    static final int CLASSES = 3;

    /** Class of every image of a batch. */
    int[] labels(int step) {
        int[] labels = new int[batch];
        for (int i = 0; i < batch; i++) {
            labels[i] = (step + i) % CLASSES;
        }
        return labels;
    }

    /** A batch that only its number decides. */
    Images batch(int step) {
        int[] labels = labels(step);
        int numel = Images.CHANNELS * size * size;
        float[] values = new float[batch * numel];
        SeededRandom random = SeededRandom.of(1, "images of step " + step);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1 + 0.5 * labels[i / numel]);
        }
        return Images.unnamed(values, batch, size, size);
    }
}
