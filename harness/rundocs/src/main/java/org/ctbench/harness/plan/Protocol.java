package org.ctbench.harness.plan;

import java.util.Objects;
import org.ctbench.models.train.ImageLoss;
import org.ctbench.splits.documents.Checks;

/**
 * How a model is trained; every model of a plan that brings no protocol of its own.
 *
 * @param image what a network is shown
 * @param loss loss of an image
 * @param optimizer the optimizer
 * @param epochs passes over the training split; 0 for a model that takes all its weights from a file
 * @param batch images per step, 1 or more
 * @param maxLoss a training is given up where one of its losses is above this, or not a number; positive
 * @param seeds seeds of all that is random
 */
public record Protocol(
        ImageOptions image, ImageLoss loss, Optimizer optimizer, int epochs, int batch, double maxLoss, Seeds seeds) {
    public Protocol {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(optimizer, "optimizer");
        Checks.atLeast("epochs", 0, epochs);
        Checks.atLeast("batch", 1, batch);
        Checks.positive("maxLoss", maxLoss);
        Objects.requireNonNull(seeds, "seeds");
    }

    /** The same with other seeds. */
    Protocol with(Seeds other) {
        return new Protocol(image, loss, optimizer, epochs, batch, maxLoss, other);
    }
}
