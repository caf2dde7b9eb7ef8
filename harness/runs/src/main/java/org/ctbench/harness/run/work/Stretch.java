package org.ctbench.harness.run.work;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.results.ChainLink;

/**
 * A part of a training that is computed again.
 *
 * @param chain the whole chain of the training, as its run states it
 * @param from epoch at whose end it begins; 0 for the start of the training
 * @param to epoch at whose end it is over
 * @param begin checkpoint of the state at its begin; empty for the start of the training
 * @param end checkpoint of the state at its end, if there is one, to tell which tensor differs
 */
public record Stretch(List<ChainLink> chain, int from, int to, Optional<Path> begin, Optional<Path> end) {
    public Stretch {
        chain = List.copyOf(chain);
        if (from < 0 || to <= from || to >= chain.size() || from > 0 == begin.isEmpty()) {
            throw new IllegalArgumentException(from + " to " + to + " of " + chain.size() + " links, " + begin);
        }
    }

    /** Whether a link that was computed again is that of the chain. */
    boolean has(ChainLink link) {
        return chain.get(link.epoch()).equals(link);
    }
}
