package org.ctbench.models.classifiers;

import org.ctbench.models.detection.Detections;

/** Finds lesions; {@link Model#as} gives it. */
public interface Segmenter {
    /**
     * Lesions of one image in evaluation mode, highest score first. Switches the network to that mode; a trainer switches
     * back.
     *
     * @param image a single image
     * @param score detections at or below this score, in [0, 1], are dropped
     * @throws DivergedException if the network gives values that are not numbers
     */
    Detections segment(Images image, float score);
}
