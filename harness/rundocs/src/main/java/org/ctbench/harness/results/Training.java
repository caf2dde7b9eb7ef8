package org.ctbench.harness.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;

/**
 * One training.
 *
 * @param split split that the model was trained on
 * @param parameters number of parameters of the model
 * @param weights digest of the weights after the last epoch
 * @param curve one point per epoch, from the first to the last
 * @param lesions the images with lesion masks that the model learned from, if it learns from such
 * @param events what the model counted while it was trained, validation included: how often what happened
 * @param chain the state from which it started and the state after each epoch, each linked to the one before; empty if nothing
 *     was trained
 */
public record Training(
        String split,
        long parameters,
        Sha256 weights,
        List<EpochResults> curve,
        Optional<LesionCounts> lesions,
        Map<String, Long> events,
        List<ChainLink> chain) {
    private static final String RESTORE = "restore the file as the run wrote it";

    public Training {
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(weights, "weights");
        curve = List.copyOf(Objects.requireNonNull(curve, "curve"));
        Objects.requireNonNull(lesions);
        events = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(events, "events")));
        for (int i = 0; i < curve.size(); i++) {
            if (curve.get(i).epoch() != i + 1) {
                throw new InvalidValue(
                        "curve[" + i + "]",
                        "expected epoch " + (i + 1) + ", found " + curve.get(i).epoch(),
                        RESTORE);
            }
        }
        chain = List.copyOf(Objects.requireNonNull(chain, "chain"));
        requireChain(chain, curve);
    }

    private static void requireChain(List<ChainLink> chain, List<EpochResults> curve) {
        int expected = curve.isEmpty() ? 0 : curve.size() + 1;
        if (chain.size() != expected) {
            throw new InvalidValue("chain", "expected " + expected + " links, found " + chain.size(), RESTORE);
        }
        for (int n = 0; n < chain.size(); n++) {
            ChainLink link = chain.get(n);
            if (n > 0 && !agree(link, curve.get(n - 1))) {
                throw new InvalidValue(
                        "curve[" + (n - 1) + "].validation",
                        "the metrics do not follow from the counts in the chain",
                        RESTORE);
            }
            if (!link.equals(
                    n == 0 ? ChainLink.start(link.state()) : following(chain.get(n - 1), link, curve.get(n - 1)))) {
                throw new InvalidValue(
                        "chain[" + n + "]",
                        "the link does not follow from " + (n == 0 ? "its state" : "the one before it and its epoch"),
                        RESTORE);
            }
        }
    }

    private static boolean agree(ChainLink link, EpochResults epoch) {
        return epoch.validation().isPresent()
                ? link.validation().filter(epoch.validation().get()::followFrom).isPresent()
                : link.validation().isEmpty();
    }

    private static ChainLink following(ChainLink before, ChainLink link, EpochResults epoch) {
        return before.next(link.state(), epoch.meanLoss(), epoch.losses(), link.validation());
    }

    /** The last link, which stands for the whole training; empty if nothing was trained. */
    public Optional<ChainLink> head() {
        return chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1));
    }
}
