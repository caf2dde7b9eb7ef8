package org.ctbench.harness.run.work;

import java.io.IOException;
import java.util.Optional;
import org.ctbench.harness.metrics.ConfusionMatrix;

/** What is done between two epochs. */
interface AfterEpoch {
    /** Nothing. */
    AfterEpoch NOTHING = new AfterEpoch() {};

    /** Counts of the validation split, if there is one. */
    default Optional<ConfusionMatrix> validate() throws IOException {
        return Optional.empty();
    }

    /** Looks at single images, if this is the epoch to do so. */
    default void capture(int epoch) throws IOException {}
}
