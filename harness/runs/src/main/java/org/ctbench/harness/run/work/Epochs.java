package org.ctbench.harness.run.work;

import java.util.List;
import java.util.Optional;
import org.ctbench.harness.cells.EpochRecord;
import org.ctbench.harness.results.ChainLink;

/**
 * What a training leaves beside its weights.
 *
 * @param curve its epochs
 * @param chain the state from which it started and those after each epoch
 * @param differing of a stretch, which tensor first differs from the checkpoint at its end, in words; empty if none does
 */
record Epochs(List<EpochRecord> curve, List<ChainLink> chain, Optional<String> differing) {
    /** Of what was not trained. */
    static final Epochs NONE = new Epochs(List.of(), List.of(), Optional.empty());
}
