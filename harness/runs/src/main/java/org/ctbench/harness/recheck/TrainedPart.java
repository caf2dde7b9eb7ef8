package org.ctbench.harness.recheck;

import java.nio.file.Path;
import java.util.Optional;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.events.Event.Kind;
import org.ctbench.harness.results.Training;
import org.ctbench.harness.run.work.Stretch;

/**
 * A part of a training that can be drawn: from one state that can be had to the next.
 *
 * @param cell the training or fine-tuning
 * @param training what the run says of it
 * @param stretch the epochs
 * @param start weights that the training starts from; empty if they are not those of another training, or are not there
 * @param images images through the network, those of validation included
 */
record TrainedPart(CellName cell, Training training, Stretch stretch, Optional<Source> start, long images) {
    /**
     * Weights that a training left.
     *
     * @param cell the training
     * @param file the weights
     * @param training what the run says of it
     */
    record Source(CellName cell, Path file, Training training) {}

    /** Whether the other training's weights are read; a fine-tuning takes its form from them wherever it begins. */
    boolean needsStart() {
        return start.isPresent() && (stretch.from() == 0 || cell.kind() == Kind.FINE_TUNE);
    }

    int epochs() {
        return stretch.to() - stretch.from();
    }

    boolean isLast() {
        return stretch.to() == training.chain().size() - 1;
    }
}
